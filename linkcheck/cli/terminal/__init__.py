"""What a person at a terminal sees while a command runs, and in which language."""
