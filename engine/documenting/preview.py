"""A clause in each of its forms, as one document that every writer writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine import french
from engine.document import Block, Document, Emphasis, Heading, Letterhead, Paragraph, Section, Text
from engine.documenting.excerpts import under
from engine.documenting.forms import Form, Forms
from engine.libraries.modele import Clause, Modele

_BLANK = "Modèle vierge"
_LEFT_OUT = "La clause n'est pas du contrat."
_NOT_ALL = (
    "Trop de combinaisons pour les montrer toutes : chaque réponse a été changée seule (--trait en choisit d'autres)."
)


def preview(model: Modele, clause: Clause, found: Forms, day: date) -> Document:
    """The document that shows the forms of a clause of a model."""
    title = french.typography(f"Clause « {clause.id} » du modèle « {model.nom} »")
    shown: list[Block] = [Paragraph((Text(title),), style="title"), Paragraph((Emphasis((Text(_from(clause)),)),))]
    if not found.whole:
        shown.append(Paragraph((Text(french.typography(_NOT_ALL)),)))
    for rank, form in enumerate(found.forms):
        anchor = f"forme-{rank}"
        shown.append(Heading(1, (Text(french.typography(_named(form))),), anchor))
        shown += under(form.blocks, anchor) if form.blocks else [Paragraph((Text(french.typography(_LEFT_OUT)),))]
    head = Letterhead(title, (), "")
    return Document(title, (Section(tuple(shown), clause.paysage),), head, day, table_of_contents=False)


def _from(clause: Clause) -> str:
    return french.typography(f"{clause.fichier} · source : {clause.en_tete.source}")


def _named(form: Form) -> str:
    """« statut : association ou fondation ; sites : un »."""
    if not form.cases:
        return _BLANK
    if not form.cases[0]:
        return "Tous les contrats"
    return " — ou ".join(in_words(case) for case in _merged(form.cases))


def in_words(case: Mapping[str, str]) -> str:
    """A case, trait by trait."""
    return " ; ".join(f"{name} : {value}" for name, value in case.items())


def _merged(cases: tuple[Mapping[str, str], ...]) -> list[dict[str, str]]:
    """The same cases, those that differ by the value of one trait told together (« association ou fondation »)."""
    told = [dict(case) for case in cases]
    for name in cases[0]:
        together: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
        for case in told:
            others = tuple((key, value) for key, value in case.items() if key != name)
            if others in together:
                together[others][name] += f" ou {case[name]}"
            else:
                together[others] = dict(case)
        told = list(together.values())
    return told
