"""The trials of a model played: what the contract says of each, beside what whoever wrote it expects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from engine import french
from engine.assembly.assemble import assemble
from engine.dossier import Dossier, checked_dossier
from engine.errors import Finding, InputError, LibraryError, Place
from engine.formulas.cells import Absence, Reference
from engine.formulas.evaluation import references
from engine.libraries.essais import Attendus, EssaiLu, facts_of, read_essais
from engine.libraries.modele import Modele
from engine.reading.description import valid_part
from engine.reading.suggestions import nearest
from engine.reading.yaml_strict import Source
from engine.tables.grille import Grille
from engine.tables.grilles import Grilles
from engine.writing.layout.plain import write_text
from models import chemins
from models.records import dataclass

_DAY = date(2026, 1, 1)
"""The day of the law of a trial whose facts say none: what it expects never depends on today."""
_CELL = re.compile(r"(?P<table>\w+)\.(?P<rubrique>\w+)(?:\[(?P<serie>.+)\])?")
_WRITTEN = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_DECIMALS = 2
"""As many decimals as are compared at the least."""
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Trial:
    """One case of a trial: what is expected of it, the facts, and where its file says so."""

    model: Modele
    lu: EssaiLu
    attendus: Attendus
    layers: tuple[Mapping[str, Any], ...]
    path: chemins.Chemin = ()

    @property
    def name(self) -> str:
        """« taux-d-actualisation », or « taux-d-actualisation, cas 2 »."""
        return f"{self.lu.nom}, cas {int(self.path[-1]) + 1}" if self.path else self.lu.nom

    def place(self, *path: str | int) -> Place:
        """Where the file of the trial says something of this case."""
        return self.lu.place(*self.path, *path)


def trials_of(model: Modele) -> tuple[list[Trial], list[Finding]]:
    """The trials of a model, case by case, and what is wrong in their files."""
    read, wrong = read_essais(model)
    return [trial for lu in read for trial in _cases(model, lu)], wrong


def _cases(model: Modele, lu: EssaiLu) -> Iterator[Trial]:
    own = (*lu.base, lu.essai.faits)
    alone = not lu.essai.cas or any(getattr(lu.essai, key) for key in _EXPECTED)
    if alone:
        yield Trial(model, lu, lu.essai, (*own, _signed(lu.essai)))
    for at, case in enumerate(lu.essai.cas):
        day = _signed(case) or _signed(lu.essai)
        yield Trial(model, lu, case, (*own, case.faits, day), ("cas", at))


_EXPECTED = ("chiffres", "mots", "absents", "constats", "sans_constats")


def _signed(said: Attendus) -> dict[str, Any]:
    return {"signature.date": said.droit.isoformat()} if isinstance(said.droit, date) else {}


def trial_mistakes(model: Modele) -> Iterator[Finding]:
    """What the trials of a model expect and do not get, and what is wrong in their files."""
    trials, wrong = trials_of(model)
    yield from wrong
    for trial in trials:
        yield from played(trial)


def played(trial: Trial) -> list[Finding]:
    """What one case expects and does not get."""
    data = facts_of(trial.layers)
    of_another = data.get("modele", trial.model.nom) != trial.model.nom
    data["modele"] = trial.model.nom
    source = Source(trial.lu.lu.name, "", data, _places(trial), {})
    read, wrong = valid_part(source, trial.model.description)
    if of_another:
        wrong = [one for one in wrong if one.code != "cle-inconnue" or _under(trial, one.path)]
    if wrong or read is None:
        return [one if one.place else one.at(trial.place("faits")) for one in wrong]
    if not any(getattr(trial.attendus, key) for key in _EXPECTED):
        hint = f"Écrivez ce que vous attendez : {', '.join(_EXPECTED)}."
        return [Finding("essai-sans-attente", f"« {trial.name} » n'attend rien.", hint=hint, place=trial.place())]
    try:
        dossier = checked_dossier(source, trial.model, read, Path(), _DAY)
        return [*_figures(trial, dossier), *_words(trial, dossier), *_findings(trial, dossier)]
    except InputError as error:
        return list(error.findings)
    except LibraryError as error:
        return [error.finding]


def _places(trial: Trial) -> dict[chemins.Chemin, Place]:
    """Where the file of the trial says each fact; those of its base stand where it names it."""
    return {path: trial.lu.place("base") for path, _ in chemins.written(facts_of(trial.layers))} | _own_places(trial)


def _own_places(trial: Trial) -> dict[chemins.Chemin, Place]:
    """Where the trial says each of its own facts."""
    found: dict[chemins.Chemin, Place] = {}
    for at in ((), trial.path) if trial.path else ((),):
        said = chemins.at(trial.lu.lu.data, (*at, "faits")) or {}
        for path, _ in chemins.written(said):
            plain = tuple(step for one in path for step in (chemins.lire(one) if isinstance(one, str) else (one,)))
            found[plain] = trial.lu.place(*at, "faits", *path)
    return found


def _under(trial: Trial, path: chemins.Chemin) -> bool:
    """Whether the trial itself says a fact at this path, or under it: only its base is not held to the model."""
    return any(one[: len(path)] == path for one in _own_places(trial))


def _false(trial: Trial, message: str, hint: str, *path: str | int) -> Finding:
    return Finding("essai-faux", f"{trial.name} : {message}", hint=hint, source=_rule(trial), place=trial.place(*path))


def _rule(trial: Trial) -> str:
    return f"{trial.lu.essai.source} : {trial.lu.essai.regle}"


# --- Figures ----------------------------------------------------------------------------------------------------------


def _figures(trial: Trial, dossier: Dossier) -> Iterator[Finding]:
    for name, expected in trial.attendus.chiffres.items():
        found = _CELL.fullmatch(name)
        grille = dossier.grilles.get(found["table"]) if found else None
        if not found or grille is None or grille.named(found["rubrique"]) is None:
            yield _no_figure(trial, name, dossier)
            continue
        positions = _positions(grille, found["rubrique"], found["serie"])
        if not positions or (len(positions) != len(expected) and len(expected) != 1):
            labels = ", ".join(_label(grille, at) for at in _positions(grille, found["rubrique"], None))
            given = french.plural(len(expected), "chiffre")
            message = f"« {name} » a {french.plural(len(positions), 'série')}, et l'essai donne {given}."
            yield _false(trial, message, f"Les séries sont : {labels}.", "chiffres", name)
            continue
        for at, words in zip(positions, expected, strict=False):
            obtained = grille.case(found["rubrique"], at).value
            if not _same(words, obtained):
                which = name if "[" in name or len(positions) < 2 else f"{name}[{_label(grille, at)}]"
                message = f"{which} : attendu {_shown(words)}, obtenu {_shown(_written(obtained))}."
                hint = _computation(dossier.grilles, grille, found["rubrique"], at)
                yield _false(trial, message, hint, "chiffres", name)


def _no_figure(trial: Trial, name: str, dossier: Dossier) -> Finding:
    known = [f"{nom}.{line.nom}" for nom, grille in dossier.grilles.items()
             for line in (*grille.parametres, *grille.rubriques) if line.nom]  # fmt: skip
    near = nearest(name.partition("[")[0], known)
    hint = f"Vouliez-vous dire « {near} » ?" if near else "Écrivez « tableau.rubrique », comme dans une formule."
    message = f"ce contrat n'a pas de chiffre « {name} »."
    return Finding("chiffre-inconnu", message, hint=hint, place=trial.place("chiffres", name))


def _positions(grille: Grille, rubrique: str, serie: str | None) -> list[int | None]:
    """The series of a rubrique, or the one of this name: a year, a row, a column, « Total », its rank from 1."""
    if grille.is_parameter(rubrique):
        return [None]
    every = range(len(grille.series))
    if serie is None:
        return list(every)
    named = [at for at in every if serie in (_label(grille, at), grille.series[at].key, grille.series[at].column)]
    ranked = [at for at in every if serie == str(at + 1)]
    return list((named or ranked)[:1])


def _label(grille: Grille, at: int | None) -> str:
    return "" if at is None else str(grille.series[at].label or grille.series[at].key or at + 1)


def _same(expected: str, obtained: object) -> bool:
    words = expected.strip()
    if isinstance(obtained, Absence):
        return words == obtained.value
    if isinstance(obtained, str):
        return words == obtained
    number = _number(words)
    if number is None or not isinstance(obtained, Decimal):
        return False
    decimals = max(_DECIMALS, -int(number.as_tuple().exponent))
    return french.rounded(obtained, decimals) == number


def _number(words: str) -> Decimal | None:
    """« 1 015 000,50 », with a unit or without one."""
    plain = re.sub(r"[\s\u00a0\u202f]|€(?:/h|/km)?|%$|ETP$|h$", "", words).replace("−", "-").replace(",", ".")
    return Decimal(plain) if _WRITTEN.fullmatch(plain) else None


def _written(value: object) -> str:
    if isinstance(value, Absence):
        return value.value
    if isinstance(value, Decimal):
        shown = french.rounded(value, 6)
        return french.number(shown.to_integral_value() if shown == shown.to_integral_value() else shown.normalize())
    return str(value)


def _shown(words: str) -> str:
    return words.strip() or "« à compléter »"


def _computation(grilles: Grilles, grille: Grille, rubrique: str, at: int | None) -> str:
    """The formula of a figure, and the figures that it takes."""
    line, case = grille.named(rubrique), grille.case(rubrique, at)
    if line is None or case.formula is None:
        return f"C'est un fait : {chemins.ecrit(case.path)}." if case.path else ""
    total = line.total if grille.total is not None and at == grille.total else ""
    words = (line.formule_du_total or line.formule) if total == "formule" else total
    taken = dict.fromkeys(one for one in references(case.formula) if isinstance(one, Reference))
    figures = [f"{_cell(one, grille, grilles)} = {_shown(_written(grilles.case(one).value))}" for one in taken]
    return f"{rubrique} = {words or line.formule} ; {' ; '.join(figures[:_MOST_SHOWN])}".rstrip(" ;") + "."


def _cell(one: Reference, grille: Grille, grilles: Grilles) -> str:
    table = "" if one.table == grille.nom else f"{one.table}."
    other = grilles[one.table]
    serie = f"[{_label(other, one.serie)}]" if one.serie is not None and len(other.series) > 1 else ""
    return f"{table}{one.rubrique}{serie}"


# --- Words and findings -----------------------------------------------------------------------------------------------


def _words(trial: Trial, dossier: Dossier) -> Iterator[Finding]:
    expected = trial.attendus
    if not expected.mots and not expected.absents:
        return
    made = assemble(dossier.modele, dossier.contrat, dossier.droit, dossier.autorite, document=expected.document)
    text = _plain(write_text(made.document))
    for at, words in enumerate(expected.mots):
        if _plain(words) not in text:
            yield _false(trial, f"le contrat ne dit pas « {words} ».", _nearest_words(words, text), "mots", at)
    for at, words in enumerate(expected.absents):
        if _plain(words) in text:
            yield _false(trial, f"le contrat dit « {words} ».", "", "absents", at)


def _nearest_words(words: str, text: str) -> str:
    begun = _plain(words)
    while len(begun) > 8 and begun not in text:
        begun = begun[: len(begun) * 3 // 4]
    at = text.find(begun)
    return f"Il dit : « {text[at : at + len(words) + 40]}… »." if len(begun) > 8 and at >= 0 else ""


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def _findings(trial: Trial, dossier: Dossier) -> Iterator[Finding]:
    expected = trial.attendus
    if not expected.constats and not expected.sans_constats:
        return
    found = {one.code: one for one in (*dossier.findings, *dossier.assembled().findings)}
    for at, code in enumerate(expected.constats):
        if code not in found:
            hint = f"cpom dit : {', '.join(sorted(found)) or 'rien'}."
            yield _false(trial, f"le constat « {code} » n'est pas fait.", hint, "constats", at)
    for at, code in enumerate(expected.sans_constats):
        if code in found:
            yield _false(trial, f"le constat « {code} » est fait.", found[code].message, "sans_constats", at)
