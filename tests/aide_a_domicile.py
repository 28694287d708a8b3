"""What every model of home care asks, and the traits that follow: the trunk that they inherit from."""

from __future__ import annotations

from engine.libraries.modele import load_model
from engine.libraries.questions import compose

QUESTIONS = load_model("saad").plan.questions
TRAITS = load_model("saad").plan.traits
DESCRIPTION = compose("aide-a-domicile", QUESTIONS)
"""A description that may say what they ask, and nothing that a clause does."""
