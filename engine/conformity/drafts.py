"""A contract from its published model to what was agreed, draft by draft: each step has its own reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from engine.assembly.assemble import Assembled
from engine.comparing.causes import BY_HAND
from engine.comparing.printed import TITLE, VISAS
from engine.conformity.composed import Hunk
from engine.conformity.published import Source, departures_of, form_of, published, reference_of
from engine.conformity.reasons import Reason, Told, of_filling
from engine.conformity.words import Printed, Word, is_visa, letters, printed_clauses
from engine.documenting.clauses import title as called
from engine.dossier import Dossier, dossier_of
from engine.french import one_line
from engine.law.applicable import Droit
from engine.libraries.modele import Modele
from models import chemins
from models.faits import faits
from models.records import dataclass

Words = Sequence[Word]
Why = Callable[[Hunk[Reason]], tuple[Reason, ...]]
Step = tuple[Words, Why | Sequence[Hunk[Reason]]]
"""The words of a draft, and why they are not those of the draft before: place by place, or what says it of a place."""


@dataclass(frozen=True)
class Drafts:
    """The published model, its blank form, the contract filled in with it, then in its law, then as it was agreed."""

    dossier: Dossier
    model: Modele
    reference: Modele
    sources: Mapping[str, Source]
    forms: Mapping[str, tuple[Printed, bool]]
    filled: Mapping[str, Printed]
    of_today: Mapping[str, Printed]
    agreed: Mapping[str, Printed]
    assembled: Assembled

    @classmethod
    def of(cls, dossier: Dossier, reference: Modele | None, assembled: Assembled) -> Drafts:
        """The drafts of a contract; the model that it is compared with is its own as published, or another."""
        own = {key: value for key, value in dossier.source.data.items() if key not in BY_HAND}
        plain = _drafted(dossier, own)
        filled = _drafted(dossier, own | {"droit": "tel_que_publie"})
        model = plain.modele
        reference = reference or reference_of(model)
        droit = Droit(dossier.droit.jour, tel_que_publie=True, bibliotheque=reference.bibliotheque)
        form = form_of(reference, droit)
        library = model.bibliotheque
        return cls(
            dossier,
            model,
            reference,
            published(reference, form),
            form if reference is model else form_of(model, replace(droit, bibliotheque=library)),
            printed_clauses(filled.assembled(traced=True).document),
            printed_clauses(plain.assembled(traced=True).document),
            printed_clauses(assembled.document),
            assembled,
        )

    def steps(self, name: str) -> list[Step]:
        """The words of an article from one draft to the next, each with why it is not the one before."""
        source = self.sources[name]
        found: list[Step] = [(source.words, ()), (source.form.words, source.departures)]
        form = self.forms[name][0] if name in self.forms else source.form
        if form.words != source.form.words:
            found.append((form.words, lambda _: (self.local(name),)))
        filled = self.filled.get(name) or self.of_today.get(name) or self.agreed[name]
        told = self._told(name)

        def why(hunk: Hunk[Reason]) -> tuple[Reason, ...]:
            old, new = form.words[hunk.start : hunk.end], filled.words[hunk.new_start : hunk.new_end]
            return of_filling(form.words[: hunk.start], old, new, told)

        found.append((filled.words, why))
        found.append((self.of_today.get(name, filled).words, lambda _: (Reason("droit"),)))
        found.append((self.agreed[name].words, lambda _: (self.agreement(name),)))
        return found

    def title(self, name: str, printed: Printed) -> str:
        """What a part is called: its heading, or else that of its article and what the library calls the part."""
        clause = self.model.clauses.get(name) or self.reference.clauses.get(name)
        if printed.headed or clause is None:
            return printed.title
        return f"{printed.title.partition(' › ')[0]} › {called(clause)}"

    def _told(self, name: str) -> Told:
        clause = self.model.clauses.get(name)
        remarks = list(clause.en_tete.remarques) if clause else []
        if name in (TITLE, VISAS):
            remarks = [*self.model.plan.remarques, *(each for key, one in self.model.clauses.items()
                                                     if is_visa(key) for each in one.en_tete.remarques)]  # fmt: skip
        return Told(departures_of(self.model, name), remarks, self.typed, visas=name == VISAS)

    @cached_property
    def typed(self) -> Mapping[str, str]:
        """The texts of the description, by their paths, in the letters that count."""
        said = faits(self.dossier.contrat)
        return {chemins.ecrit(path): letters(value) for path, value, _ in said if isinstance(value, str)}

    def local(self, name: str) -> Reason:
        """That a local model has this clause otherwise, and in which file."""
        clause = self.model.clauses.get(name)
        return Reason("local", f"{self.model.nom}, {clause.fichier}" if clause else self.model.nom)

    def agreement(self, name: str) -> Reason:
        """That the parties agreed on other words, and why they say so."""
        said = self.dossier.contrat.adaptations.get(name)
        return Reason("adaptation", one_line(said.motif or "") if said else "")


def _drafted(dossier: Dossier, data: dict[str, Any]) -> Dossier:
    """A description that says something else, in the same library and on the same day."""
    source = replace(dossier.source, data=data)
    return dossier_of(source, dossier.path, dossier.droit.jour, dossier.modele.bibliotheque, dossier.allowed)
