"""Texts, institutions and amounts at a date; the visas of a contract."""
