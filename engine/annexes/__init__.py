"""The computed annexes of a contract: a workbook of live formulas, and a document that shows every computation."""
