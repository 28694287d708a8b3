"""How a group of facts is read: `groupe.py` is what a class of facts is, `reading.py` how each type is read.

A class declares its fields by their types alone. Nothing is worked out of them before something is read as that class:
a process pays for the classes that it reads, and for no other. Every error of what is read is given at once, each at
its place (`faults.py`).
"""
