"""An edited document read back: its words, its facts, what was changed by hand since it was written."""
