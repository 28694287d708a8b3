"""The questionnaire of a dossier: its sections, its fields, and what is saved of them."""
