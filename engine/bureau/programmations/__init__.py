"""A whole programmation: its files, its contracts as dossiers, their table, what a later table changes."""
