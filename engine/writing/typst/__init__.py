"""The same PDF laid out by Typst: quicker, and without any library of the system."""
