"""A document that people edited, as a file: its lines, its tracked changes and comments, what it was made from."""
