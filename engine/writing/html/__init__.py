"""The HTML page as a file."""
