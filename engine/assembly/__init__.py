"""From a description to the document tree: selection, numbering, rendering."""
