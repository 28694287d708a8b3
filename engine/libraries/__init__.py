"""Libraries: plans, clauses, questions and tables, read and checked, from disk."""
