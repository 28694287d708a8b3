"""The contract beside its questionnaire: what changed of it, and what leads from one to the other."""
