"""The questions of a model as a form to fill in without an editor of YAML, and what it says of itself."""
