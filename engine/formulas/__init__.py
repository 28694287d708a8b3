"""The language of the formulas of tables."""
