"""The clause library: text with front matter, one folder a model. No code lives here."""
