"""PDF/A-3a and PDF/UA-1 in one file, typeset by WeasyPrint with our own fonts."""
