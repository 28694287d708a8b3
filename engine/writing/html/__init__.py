"""A self-contained, accessible HTML page from the tree; the PDF writer lays out the same page."""
