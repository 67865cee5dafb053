"""What goes on while a form is filled: questions to the platform, marks of what is wrong, drafts of other actions."""
