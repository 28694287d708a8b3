"""What to send to each gestionnaire of a programmation: the list of what it alone knows, its questionnaire begun."""

from __future__ import annotations

from engine.asking.questionnaire import questionnaire
from engine.errors import InputError
from engine.libraries.modele import Modele
from engine.lot.outcome import Outcome
from engine.programmation.projet import Projet
from engine.reading.yaml_strict import parse_yaml


def to_send(projet: Projet, outcome: Outcome, modele: Modele) -> dict[str, str]:
    """The files for a gestionnaire, by the end of their name: the list of what is missing, and its questionnaire.

    The answers already known are written in the questionnaire, which comes back as the « Fichier » of its row.
    """
    whose = modele.plan.repondants["gestionnaire"]
    missing = [f"- {one.label} ({one.path})" for one in outcome.missing if one.who == whose]
    name = outcome.facts.get("gestionnaire") or projet.nom
    count = (
        f"{len(missing)} faits que vous connaissez manquent"
        if len(missing) > 1
        else "un fait que vous connaissez manque"
    )
    head = f"{name}\n\nPour établir votre contrat, {count} :" if missing else f"{name}\n\nRien ne manque de votre part."
    try:
        known = parse_yaml(projet.texte.encode(), projet.nom).data
    except InputError:  # the audit says what is wrong with it
        known = {}
    return {
        "manques.txt": "\n".join([head, "", *missing, ""]),
        "questionnaire.yaml": questionnaire(modele, "gestionnaire", valeurs=known),
    }
