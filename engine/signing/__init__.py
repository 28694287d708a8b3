"""A PDF that comes back signed: by whom, over what, and whether it is still the contract that cpom wrote."""
