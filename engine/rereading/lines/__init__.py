"""The lines of a document as it was written beside those that are read: which stand for which, what differs."""
