"""Which of the words that several commands share contradict each other: nothing is ignored in silence."""

from __future__ import annotations

from argparse import Namespace


def at_odds(arguments: Namespace) -> str:
    """Say which words contradict each other; empty where none do."""
    if "vierge" in arguments and bool(arguments.vierge) == bool(arguments.fichiers):
        return "donnez au moins un FICHIER, ou bien --vierge MODELE (voir --aide)"
    if "avec_reserves" in arguments and (words := _final_at_odds(arguments)):
        return words
    if "moteur" in arguments and "format" in arguments and arguments.moteur and "pdf" not in arguments.format:
        return "--moteur ne va qu'avec --format pdf : il met en page les PDF"
    return ""


def _final_at_odds(arguments: Namespace) -> str:
    if arguments.definitif and "vierge" in arguments and arguments.vierge:
        return "--definitif ne va pas avec --vierge : un modèle vierge est tout entier à compléter"
    if arguments.avec_reserves and not arguments.definitif:
        return "--avec-reserves ne va qu'avec --definitif : un projet montre toujours ce qui reste à vérifier"
    return ""
