"""A programmation as read: its head, its rows, its contracts, and everything that is wrong with them so far."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import field
from pathlib import Path as FilePath
from typing import Any

from engine.assembly.soundness import open_model
from engine.checks.partie import without_repeats
from engine.errors import Finding, InputError, Severity
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Modele
from engine.libraries.ouverture import installed
from engine.libraries.plan import ProgrammationDuModele
from engine.programmation.corrections import correct
from engine.programmation.faits_des_lignes import programmation
from engine.programmation.groupes import Groupe, groupes
from engine.programmation.lignes import read_rows
from engine.programmation.rows import Row
from engine.reading.description import modele_de, valid_part
from engine.reading.natures import refuse_other_file, refuse_other_yaml
from engine.reading.yaml_strict import Source, read_part
from models.programmation import Programmation
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Programme:
    """A programmation: `rules` are those of its model; `findings` what its table says that cannot be read.

    Its rows are those that its contracts say, which their own descriptions may correct (`corrections`). `errors` is
    what cannot be read of its head or of its table as a whole, where the rest can (`read_programme`). What is
    `worked_out` of it is kept with it, and goes with it.
    """

    path: FilePath
    source: Source
    head: Programmation
    modele: Modele
    rules: ProgrammationDuModele
    rows: Sequence[Row]
    groupes: Sequence[Groupe]
    findings: tuple[Finding, ...]
    corrections: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()
    worked_out: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def titre(self) -> str:
        """What it is called."""
        period = self.head.periode
        years = f", {period.debut}-{period.fin}" if period else ""
        return self.head.intitule or f"Programmation du modèle « {self.modele.nom} »{years}"

    @property
    def bibliotheque(self) -> Bibliotheque:
        """The library of its models and of its law."""
        return self.modele.bibliotheque

    @property
    def context(self) -> tuple[Programmation, Source, FilePath, ProgrammationDuModele, Bibliotheque]:
        """What the description of each of its contracts is made with."""
        return self.head, self.source, self.path.parent, self.rules, self.bibliotheque


def open_programme(path: FilePath, library: Bibliotheque | None = None) -> Programme:
    """Read a programmation, its table and its rows; its models are those of a library (by default the installed one).

    Raises:
        InputError: where its YAML or its table cannot be read, or its model has no programmation.
    """
    programme = read_programme(path, library)
    if programme.errors:
        rows = [one for one in (*programme.findings, *programme.corrections) if one.severity is Severity.ERROR]
        raise InputError(dict.fromkeys((*programme.errors, *rows)))
    return programme


def read_programme(path: FilePath, library: Bibliotheque | None = None) -> Programme:
    """Read what can be read of a programmation; what is wrong with the rest is in `errors`.

    Raises:
        InputError: where nothing can be told from it, or its model has no programmation.
    """
    refuse_other_file(path, programmation=True)
    source = read_part(path)
    refuse_other_yaml(source, programmation=True)
    try:
        model, rules = _of_its_model(source, library or installed())
    except InputError as error:
        raise InputError([*source.errors, *error.findings]) from None
    head, wrong = valid_part(source, programmation(model.bibliotheque))
    errors = [*source.errors, *without_repeats(wrong, source.errors)]
    if head is None:
        raise InputError(errors)
    try:
        rows, findings = read_rows(head, source, path.parent, model.bibliotheque)
        together = groupes(rows, head, model.bibliotheque)
        corrections = correct(together, head, source, path.parent, rules, model.bibliotheque)
    except InputError as error:
        told = (*errors, *without_repeats(error.findings, errors))
        return Programme(path, source, head, model, rules, (), (), source.remarks, (), told)
    found = (*source.remarks, *findings)
    return Programme(path, source, head, model, rules, rows, together, found, tuple(corrections), tuple(errors))


def _of_its_model(source: Source, library: Bibliotheque) -> tuple[Modele, ProgrammationDuModele]:
    try:
        model = open_model(modele_de(source), library)
    except InputError as error:
        raise InputError([one if one.place else one.at(source.place(one.path)) for one in error.findings]) from None
    rules = model.plan.programmation
    if rules is None:
        message = f"les contrats du modèle « {model.nom} » ne sont pas programmés par arrêté."
        hint = "Choisissez un modèle dont le plan a une « programmation » ; « cpom modeles » les liste."
        found = Finding("modele-sans-programmation", message, hint=hint, path=("modele",))
        raise InputError([found.at(source.place(("modele",)))])
    return model, rules
