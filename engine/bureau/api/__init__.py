"""The same desk for programs, under /api."""
