"""Requests for correction: asked at a question, at a clause or in general, answered, corrected, closed."""
