"""The same PDF typeset by Typst: quicker, and without any library of the system."""
