"""Clauses compiled: their texts parsed once, what they use read from what was parsed."""
