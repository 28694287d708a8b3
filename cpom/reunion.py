"""The work of `cpom.fusionner` and `cpom.reprendre`, loaded where one of them is called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.dossier import Dossier
from cpom.erreurs import refusant
from cpom.formulaires import recu
from cpom.fusion import Conflit, Fusion, Reprise
from cpom.ouverture import ouvert
from cpom.valeurs import constats
from engine.assembly.soundness import open_model
from engine.errors import Finding, InputError, Place
from engine.importing.importer import import_sheets
from engine.importing.spreadsheet import read_workbook
from engine.libraries.modele import Modele
from engine.merging.answers import Answers
from engine.merging.form_import import filled, returned
from engine.merging.merge import Merged, in_words, merge
from engine.merging.sides import Side, written_side
from engine.merging.three_way import BASE, Prefers
from engine.reading.decoding import printable
from engine.reading.description import modele_de
from engine.reading.natures import refuse_other_file, refuse_other_yaml
from engine.reading.yaml_strict import Source, parse_part, read_yaml
from models import chemins


def reunis(
    base: Path,
    paths: Sequence[Path],
    preferred: tuple[str, ...],
    bibliotheque: Bibliotheque | None,
    jour: date | None,
    nom: str,
) -> Fusion:
    """The file that was sent, with what the others say.

    Raises:
        Refus: as `cpom.fusionner` does.
    """
    library = bibliotheque or bibliotheque_de(base.parent)
    with refusant():
        _refuse_twice(base, paths)
        sent = form.sent if (form := recu(base)) else _read(base)
        model = open_model(modele_de(sent), library._lue)
        answers = Answers(model)
        read = [_side(path, model, answers) for path in paths]
        sides, told = [side for side, _ in read], [one for _, findings in read for one in findings]
        prefers = _preferring(preferred, base, paths)
        made = merge(sent, sides, model, answers, prefers)
    dossier = ouvert(parse_part(made.source.text.encode(), nom or sent.name), base, library, jour, ())
    return _fusion(dossier, made, sides, answers, told)


def repris(
    path: Path, into: Path | None, bibliotheque: Bibliotheque | None, jour: date | None, *, erase: bool
) -> Fusion:
    """A description with the answers of a form.

    Raises:
        Refus: as `cpom.reprendre` does.
    """
    library = bibliotheque or bibliotheque_de((into or path).parent)
    with refusant():
        if (form := recu(path)) is None:
            message, hint = (
                "ce n'est pas un formulaire de cpom.",
                "Le formulaire vierge : cpom questionnaire MODELE --format xlsx",
            )
            raise InputError([Finding("pas-un-formulaire", message, hint=hint, place=Place(printable(path)))])
        model = open_model(form.model, library._lue)
        answers = Answers(model)
        side, told = form.side(model, erase=None if into is None else erase)
        made = (
            filled(form.sent, side, model, answers)
            if into is None
            else returned(form.sent, _read(into), side, model, answers)
        )
    dossier = ouvert(parse_part(made.source.text.encode(), made.source.name), into or path, library, jour, ())
    return _fusion(dossier, made, [side] if into is None else [_named(into), side], answers, told)


def importes(path: Path, dossier: Dossier, *, erase: bool) -> Fusion:
    """A description with the figures of a workbook of annexes.

    Raises:
        Refus: as `cpom.importer` does.
    """
    read, name = dossier._en_entier(), printable(path)
    with refusant():
        book = read_workbook(path)
        outcome = import_sheets(read, book.sheets, name, dossier.jour, erase=erase)
        if outcome.refused:
            raise InputError([*book.findings, *outcome.findings])
    source = parse_part(outcome.text.encode(), dossier.nom)
    taken = tuple(Reprise(chemins.ecrit(one.path), one.old, one.new, (name,)) for one in outcome.changes)
    after = ouvert(source, dossier._chemin, dossier.bibliotheque, dossier.jour, dossier._permis)
    return Fusion(after, taken, (), constats((*book.findings, *outcome.findings)))


def _named(path: Path) -> Side:
    """The description that a form comes back to, as one of those that contradict each other."""
    return Side(printable(path), {})


def _side(path: Path, model: Modele, answers: Answers) -> tuple[Side, tuple[Finding, ...]]:
    if form := recu(path):
        return form.side(model)
    return written_side(_read(path), model, answers), ()


def _read(path: Path) -> Source:
    refuse_other_file(path)
    source = read_yaml(path)
    refuse_other_yaml(source)
    return source


def _refuse_twice(base: Path, paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {os.path.realpath(base): base}
    if not paths:
        message = "il n'y a rien à fusionner : il manque un fichier revenu."
        raise InputError(
            [
                Finding(
                    "fusion-sans-fichier", message, hint="Donnez d'abord le fichier envoyé, puis ceux qui sont revenus."
                )
            ]
        )
    for path in paths:
        if os.path.realpath(path) in seen:
            message = "ce fichier est donné deux fois."
            hint = "Donnez d'abord le fichier envoyé, puis, une fois chacun, ceux qui sont revenus."
            raise InputError([Finding("fichier-deux-fois", message, hint=hint, place=Place(printable(path)))])
        seen[os.path.realpath(path)] = path


def _preferring(preferred: Sequence[str], base: Path, paths: Sequence[Path]) -> Prefers:
    """Which file is preferred at a path: by the longest path that leads to it, or everywhere."""
    known = {**{os.path.realpath(path): at for at, path in enumerate(paths)}, os.path.realpath(base): BASE}

    def rank(name: str) -> int | None:
        return known.get(os.path.realpath(name))

    chosen: dict[chemins.Chemin, int] = {}
    for one in preferred:
        where, _, name = one.rpartition("=")
        file = rank(one) if rank(one) is not None else rank(name)
        path = () if rank(one) is not None else chemins.lire(where)
        if file is None or (where and path and not chemins.is_of_one_fact(where)):
            names = ", ".join(printable(path) for path in (base, *paths))
            message = f"« {one} » ne dit pas quel fichier préférer."
            hint = f"Écrivez le nom de l'un d'eux, ou CHEMIN=FICHIER : {names}."
            raise InputError([Finding("preference-inconnue", message, hint=hint)])
        if chosen.setdefault(path, file) != file:
            about = f"« {where} »" if path else "tout"
            message = f"deux fichiers sont préférés pour {about}."
            raise InputError([Finding("preference-inconnue", message, hint="N'en gardez qu'un.")])

    def prefers(path: chemins.Chemin) -> int | None:
        return next((chosen[path[:end]] for end in range(len(path), -1, -1) if path[:end] in chosen), None)

    return prefers


def _fusion(dossier: Dossier, made: Merged, sides: Sequence[Side], answers: Answers, told: Iterable[Finding]) -> Fusion:
    def said(value: object) -> str:
        return "" if value in (None, "") else in_words(value)

    taken = [
        Reprise(
            chemins.ecrit(one.path), said(one.old), said(one.new), tuple(sides[at].name for at in one.files), one.order
        )
        for one in made.taken
    ]
    conflicts = [
        Conflit(
            chemins.ecrit(one.path),
            answers.label(chemins.noms(one.path)),
            said(one.old),
            MappingProxyType({sides[at].name: said(value) for at, value in one.answers.items()}),
            answers.who(chemins.noms(one.path)),
        )
        for one in made.conflicts
    ]
    return Fusion(dossier, tuple(taken), tuple(conflicts), constats((*told, *made.findings)))
