"""The commands, one a file: each reads its arguments, does its work, prints its results and returns an exit code."""
