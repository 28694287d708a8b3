"""The run of a programmation: it can be interrupted, and leaves its reports behind."""
