"""Figures and dates derived from a description, with `Decimal` and whole days."""
