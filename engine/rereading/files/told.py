"""What is to be known of a document that came back, and why one cannot be read, in French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from engine.containers import ContainerError, Reason
from engine.errors import Finding, InputError, Place, Severity
from engine.reading.packed import COMPARED
from engine.rereading.files.gathering import Addition

_LONGEST: Final = 120
LOST: Final = ("document-sans-description", "document-version", "document-description", "document-sans-mots")
"""The findings that tell why nobody knows what a document was made from."""


_AGAIN: Final = "Rouvrez-le dans Word ou LibreOffice et enregistrez-le de nouveau (.docx), ou redemandez-le."
_UNREAD: Final[dict[Reason, Finding]] = {
    "encrypted": Finding(
        "document-protege",
        "ce document est protégé par un mot de passe : il n'a pas été lu.",
        hint="Retirez le mot de passe dans le logiciel qui l'a mis, et enregistrez le document.",
    ),
    "old": Finding(
        "document-ancien",
        "ce document est dans un ancien format de Word (.doc), que cpom ne lit pas.",
        hint="Dans Word ou LibreOffice, enregistrez-le au format Document Word (.docx).",
    ),
    "other": Finding(
        "document-autre",
        "ce n'est ni un document Word (.docx), ni un document LibreOffice (.odt), ni un PDF de cpom.",
        hint="Donnez le document que cpom a écrit, tel qu'il est revenu, au format .docx ou .odt ; un classeur rempli "
        "se reprend par : cpom importer.",
    ),
    "large": Finding(
        "document-trop-gros",
        "ce document n'a pas été lu : une fois décompressé, il prendrait trop de place.",
        hint="Retirez-en les images et ce qui y a été joint, ou redemandez-le à qui l'a envoyé.",
    ),
    "entities": Finding(
        "document-hostile",
        "« {part} », dans ce document, définit des entités XML, ce que ne fait aucun logiciel : il n'a pas été lu.",
        hint="N'ouvrez pas ce fichier : demandez-en une autre copie.",
    ),
    "hostile": Finding(
        "document-hostile",
        "ce document dit que ses parties vont hors de lui, ce que ne fait aucun logiciel : il n'a pas été lu.",
        hint="N'ouvrez pas ce fichier : demandez-en une autre copie.",
    ),
    "broken": Finding("document-abime", "ce document est tronqué ou abîmé : il n'a pas été lu.", hint=_AGAIN),
}


def unread(error: ContainerError, name: str) -> InputError:
    """Why a file was not read, and what can still be done with it."""
    found = _UNREAD["large" if error.reason == "tags" else error.reason]
    return InputError([replace(found, message=found.message.format(part=error.part), place=Place(name))])


def lost(name: str, *, ours: bool) -> Finding:
    """It carries nothing of what it was made from."""
    message = (
        "la description que cpom avait mise dans ce document n'y est plus : le logiciel qui l'a enregistré l'a perdue."
        if ours
        else "ce document ne porte pas de description : cpom ne l'a pas écrit, ou un logiciel l'a refait."
    )
    return Finding(
        "document-sans-description", message, Severity.WARNING, COMPARED.format(name=name), place=Place(name)
    )


def words_lost(name: str) -> Finding:
    """It carries its description, and no more its words as they were written."""
    message = "ce document dit encore sa description, mais plus ses mots tels que cpom les a écrits : "
    message += "le logiciel qui l'a enregistré a perdu ses propriétés."
    return Finding("document-sans-mots", message, Severity.WARNING, COMPARED.format(name=name), place=Place(name))


def without_controls(name: str) -> Finding:
    """No control is left of those of its facts."""
    message = "les champs des faits ont tous été supprimés de ce document."
    hint = "Les faits changés sont cherchés par leur place dans les mots ; vérifiez ce qui en est dit."
    return Finding("document-sans-champs", message, Severity.INFORMATION, hint, place=Place(name))


def no_words(name: str) -> Finding:
    """A PDF is read for what it was made of: its description, and the words that it was written with."""
    read = "seuls sa description et les mots que cpom y a écrits ont été lus"
    message = f"de ce PDF, {read}, et non ce qui y a été ajouté depuis."
    hint = "Pour négocier les mots, envoyez le document au format .docx ou .odt."
    return Finding("document-pdf", message, Severity.INFORMATION, hint, place=Place(name))


def macros(name: str) -> Finding:
    """It holds macros."""
    message = "ce document contient des macros, que cpom n'exécute jamais : seuls ses mots ont été lus."
    hint = "Ne les activez pas sans savoir d'où elles viennent ; enregistrez-le au format Document Word (.docx)."
    return Finding("document-macros", message, Severity.WARNING, hint, place=Place(name))


BESIDE: Final = ("document-ajout", "document-sommaire")
"""The findings that tell what no line says."""
_ADDED: Final = {
    "footnoteReference": "une note de bas de page a été ajoutée",
    "endnoteReference": "une note de fin a été ajoutée",
    "box": "une zone de texte a été ajoutée",
    "image": "une image a été ajoutée",
    "object": "un objet d'un autre logiciel a été ajouté",
    "inserted": "un document inséré dans un autre format a été ajouté",
}


def added(addition: Addition, notes: Mapping[str, Mapping[str, str]], name: str) -> Finding:
    """Something was added that no description can say."""
    kind, said = addition
    if kind in ("footnoteReference", "endnoteReference"):
        said = notes.get(f"{kind.removesuffix('Reference')}s", {}).get(said, said)
    message = f"{_ADDED[kind]} à ce document{_quoted(said)}."
    hint = "Cela ne peut pas revenir dans la description : écrivez ce que cela dit dans les mots d'une clause."
    return Finding("document-ajout", message, Severity.WARNING, hint, place=Place(name))


def in_contents(said: str, name: str) -> Finding:
    """Words were typed in its table of contents."""
    message = f"le sommaire de ce document dit autre chose que ses titres{_quoted(said)}."
    hint = "Le sommaire se refait des titres : écrivez ces mots dans un titre, ou dans une clause."
    return Finding("document-sommaire", message, Severity.WARNING, hint, place=Place(name))


def _quoted(said: str) -> str:
    said = " ".join(said.split())
    return f" : « {said[:_LONGEST]}{'…' * (len(said) > _LONGEST)} »" if said else ""
