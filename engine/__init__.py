"""cpom: assembles a French CPOM contract from a clause library and a YAML description."""
