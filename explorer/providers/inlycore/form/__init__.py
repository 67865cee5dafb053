"""What an installation says about an action's parameters, as the explorer's fields."""
