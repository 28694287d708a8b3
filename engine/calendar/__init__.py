"""The deadlines of a contract, and working days."""
