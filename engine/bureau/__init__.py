"""The desk in a browser: contracts filled in together, and seen as they are written."""
