"""A whole programmation: its rows made contracts, a run that can be interrupted, what it leaves behind."""
