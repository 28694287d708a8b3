"""The states of a description: each one whole, never changed, chained to the one before it."""
