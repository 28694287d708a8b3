"""A document about to take the place of a file: nothing that somebody did in that file may be lost."""
