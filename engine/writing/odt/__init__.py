"""OpenDocument text (ISO/IEC 26300, ODF 1.3) from the tree: what LibreOffice, and Word, open to be negotiated."""
