"""The tree itself, for other programs: its blocks with their clause, its words with their facts."""
