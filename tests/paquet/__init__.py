"""What is made for whoever installs cpom: its wheel, and the list of what it is made of."""
