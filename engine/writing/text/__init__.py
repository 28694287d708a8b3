"""Plain text, for diffs, screen readers and tools that search line by line."""
