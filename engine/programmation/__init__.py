"""A whole programmation: its rows made contracts, its arrêté, and what is wrong with either."""
