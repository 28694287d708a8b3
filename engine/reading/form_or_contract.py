"""What tells a form that cpom made from a contract, and which command takes its answers."""

from __future__ import annotations

from typing import Final

from engine.errors import Finding, InputError, Place

REFERENCE: Final = "Référence du formulaire : "
"""What begins the line that says the model of a form in Word and its party, which every editor keeps."""


class FormError(InputError):
    """It is a form to fill in, where a contract or its description is expected."""


def is_reference(line: str) -> bool:
    """Whether a line of a document is that of a form, whatever an editor did to its spaces."""
    return " ".join(line.split()).startswith(REFERENCE.strip())


def form_refused(name: str) -> FormError:
    """The refusal of a form that was given as a contract."""
    hint = f"Ses réponses entrent dans une description par : cpom importer {name} FICHIER"
    hint += f" ; elles en font une par : cpom importer {name} --sortie FICHIER"
    return FormError(
        [Finding("autre-fichier", "c'est un formulaire, et non un contrat.", hint=hint, place=Place(name))]
    )
