"""What a contract description may say, and nothing of how it is printed."""
