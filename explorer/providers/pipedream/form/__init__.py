"""What Pipedream says about the props of an action, as the explorer's fields, choices and values."""
