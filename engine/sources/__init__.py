"""The wording of the sources: rebuilt from the blank of each clause and its `ecarts`, and compared with a file."""
