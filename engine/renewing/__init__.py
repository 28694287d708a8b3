"""A document made again from what it carries: the same to the byte, or what has changed since it was written."""
