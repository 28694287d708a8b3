"""What Python makes of code at each start, kept in one file of the user's from one command to the next."""
