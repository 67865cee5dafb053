"""The panes of the window, one file for each, named as the pane is on the screen."""
