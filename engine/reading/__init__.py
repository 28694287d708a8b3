"""From disk to values: YAML descriptions and the clause library. The only code that reads the user's files."""
