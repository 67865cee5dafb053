"""The middle pane: an action as form, as JSON and as the request that it becomes, and the bar that runs it."""
