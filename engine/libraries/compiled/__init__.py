"""A library compiled: what its files say, read and checked once for each content, and kept as plain data."""
