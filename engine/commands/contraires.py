"""Which words of a command contradict each other: nothing is ignored in silence."""

from __future__ import annotations

from argparse import Namespace
from datetime import date


def at_odds(arguments: Namespace) -> str:
    """Say which words contradict each other; empty where none do."""
    if "vierge" in arguments:
        if bool(arguments.vierge) == bool(arguments.fichiers):
            return "donnez au moins un FICHIER, ou bien --vierge MODELE (voir --aide)"
        if arguments.date and not arguments.vierge:
            return "--date ne va qu'avec --vierge : un contrat dit le droit du jour de sa signature"
        if arguments.document and arguments.vierge:
            return "--document ne va pas avec --vierge : un autre document se fait d'une description"
    if "avec_reserves" in arguments and (words := _final_at_odds(arguments)):
        return words
    if "moteur" in arguments and arguments.moteur and "pdf" not in arguments.format:
        return "--moteur ne va qu'avec --format pdf : il met en page les PDF"
    return _days_at_odds(arguments) if "de" in arguments else ""


def _days_at_odds(arguments: Namespace) -> str:
    if arguments.de and arguments.date:
        return "--date ne va pas avec --de"
    if not arguments.de and (arguments.a or arguments.fichiers):
        return "--a et FICHIER ne vont qu'avec --de"
    if arguments.de and arguments.de > (arguments.a or date.today()):
        return f"--de vient après {'--a' if arguments.a else 'aujourd’hui'} : donnez d'abord le premier jour"
    return ""


def _final_at_odds(arguments: Namespace) -> str:
    if arguments.definitif and "vierge" in arguments and arguments.vierge:
        return "--definitif ne va pas avec --vierge : un modèle vierge est tout entier à compléter"
    if arguments.avec_reserves and not arguments.definitif:
        return "--avec-reserves ne va qu'avec --definitif : un projet montre toujours ce qui reste à vérifier"
    return ""
