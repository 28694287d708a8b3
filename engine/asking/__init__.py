"""What a model asks: the questionnaire that people fill in, and the JSON Schema that guides their editor."""
