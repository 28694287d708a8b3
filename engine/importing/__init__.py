"""Figures of a workbook brought back into the description that they complete."""
