"""Everything that is wrong in a library, in one go: what one file says wrong keeps no other from being checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from engine.assembly.sound_models import opening_mistakes
from engine.assembly.syntax import syntax_mistakes
from engine.assembly.typography import typography_mistakes
from engine.errors import Finding, InputError, LibraryError, Severity
from engine.law.amounts import load_amounts
from engine.law.collectivites import load_collectivites
from engine.law.denominations import load_denominations
from engine.law.experimentations import load_experimentations
from engine.law.formes import load_formes
from engine.law.organisations import load_organisations
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.lignee import TRUNKS, act_names, model_names, read_plan
from engine.libraries.modele import Modele, read_model
from engine.soundness.acts import acts_of
from engine.soundness.departures import departure_mistakes
from engine.soundness.orphans import orphans, unsourced
from engine.soundness.references import reference_mistakes
from engine.soundness.rendered import render_mistakes
from engine.soundness.sane import without
from engine.soundness.trials import trial_mistakes
from engine.soundness.unused import unused
from engine.soundness.variants import variant_mistakes
from models.records import dataclass

Check = Callable[[Modele], Iterable[Finding]]

_LAW: tuple[Callable[[Bibliotheque], object], ...] = (
    load_register, load_denominations, load_amounts, load_experimentations, load_formes, load_collectivites,
    load_organisations,
)  # fmt: skip
_FILES_OF_LAW = (
    "droit/textes.yaml", "droit/denominations.yaml", "droit/montants.yaml", "droit/experimentations.yaml",
    "droit/formes.yaml", "collectivites.yaml", "organisations.yaml",
)  # fmt: skip
OF_ITS_FILES: tuple[Check, ...] = (opening_mistakes, syntax_mistakes)
"""What each file says by itself, and of the others."""
OF_ITS_WORDS: tuple[Check, ...] = (
    render_mistakes, variant_mistakes, reference_mistakes, departure_mistakes, typography_mistakes, unused,
)  # fmt: skip
"""What is tried of the clauses in which nothing else is wrong."""
_UNKNOWN = frozenset({
    "clause-invalide", "fait-inconnu", "condition-inconnue", "rubrique-inconnue", "annexe-inconnue", "liste-inconnue",
    "clause-inconnue", "question-sans-usage", "extrait-sans-usage", "fichier-orphelin", "formule-sans-usage",
    "tableau-orphelin", "regle-manquante", "commune-inconnue", "visa-inconnu", "article-inconnu",
    "referentiel-invalide",
})  # fmt: skip
"""The findings that may follow from another file that could not be read: it may have the name that they miss."""


@dataclass(frozen=True, slots=True)
class Controlled:
    """A library as controlled: its models, and all that is wrong or doubtful in it, in the order of the files."""

    models: tuple[Modele, ...]
    findings: tuple[Finding, ...]


def controlled(library: Bibliotheque) -> Controlled:
    """Control a library: of one laid over the installed one, what is its own and the models that it changes."""
    models: list[Modele] = []
    found: list[Finding] = [wrong for load in _LAW for wrong in _safely(load, library)]
    law = list(found)
    library, whole = _without_law(library, {one.place.file for one in law if one.place}), library
    if library is not whole:  # what one file of law says wrong kept those that rest on it from being read
        law += _not_following((wrong for load in _LAW for wrong in _safely(load, library)), found, whole)
        found, library = law, _without_law(whole, {one.place.file for one in law if one.place})
    for name in (*model_names(library), *act_names(library)):
        if not _may_be_changed(name, library):
            continue
        try:
            model, wrong = read_model(name, library)
        except InputError as error:
            found += error.findings
            continue
        if not library.siennes or any(not couche.installee for couche, _ in model.lignee):
            models.append(model)
            found += of_a_model(model, wrong, law)
            if all(one.severity is not Severity.ERROR for one in found):
                found += _safely(trial_mistakes, model)
    acts, told = acts_of(library, models)
    found += [*told, *unsourced(models), *orphans(library, [*models, *acts])]
    if not models and not found:
        hint = "Une bibliothèque a un dossier par modèle, avec son plan : modeles/NOM/modele.yaml."
        folder = library.couches[0].racines[-1][1]
        found.append(Finding("bibliotheque-vide", f"aucun modèle dans « {folder} ».", hint=hint))
    return Controlled(tuple(models), tuple(sorted(_once(found), key=_rank)))


def _may_be_changed(name: str, library: Bibliotheque) -> bool:
    """Whether a library has anything of a model, or shares sentences with all: the installed ones take long to read."""
    if not library.siennes or any(one.trouve(TRUNKS) for one in library.siennes):
        return True
    try:
        lineage = read_plan(library, name)[1].lineage
    except InputError:  # told with what is wrong in its other files
        return True
    return any(not couche.installee for couche, _ in lineage)


def _without_law(library: Bibliotheque, files: set[str]) -> Bibliotheque:
    """The same library without the files of law of its own that cannot be read."""
    lost = {
        couche: frozenset(name for name in _FILES_OF_LAW if couche.nomme(name) in files) for couche in library.siennes
    }
    if not any(lost.values()):
        return library
    return Bibliotheque(tuple(replace(one, sans=lost.get(one, frozenset())) for one in library.couches))


def of_a_model(model: Modele, unread: Sequence[Finding], law: Sequence[Finding] = ()) -> list[Finding]:
    """All that is wrong in a model; `unread` is what kept a part of its files, or of the `law`, from being read."""
    first = [wrong for check in OF_ITS_FILES for wrong in _safely(check, model)]
    found = [*unread, *_not_following(first, [*unread, *law], model.bibliotheque)]
    spoilt = [one for one in found if one.severity is Severity.ERROR and one.place]
    sane = without(model, {one.place.file for one in spoilt if one.place})
    second = [wrong for check in OF_ITS_WORDS for wrong in _safely(check, sane)]
    return [*found, *_not_following(second, [*spoilt, *law], model.bibliotheque)]


def _safely(check: Callable[..., object], of: Modele | Bibliotheque) -> Iterator[Finding]:
    """What a check finds; what it finds before it can go no further, and why it cannot."""
    try:
        found = check(of)
        yield from found if isinstance(of, Modele) and isinstance(found, Iterable) else ()
    except InputError as error:
        yield from error.findings
    except LibraryError as error:
        yield error.finding
    except Exception as error:  # a defect of ours hides nothing of what the others find
        message = f"un contrôle n'a pas pu aller à son terme : erreur interne ({type(error).__name__} : {error})."
        hint = "C'est un défaut de cpom : signalez-le avec cette ligne et la bibliothèque."
        yield Finding("erreur-interne", message, hint=hint)


def _not_following(found: Iterable[Finding], wrong: Sequence[Finding], library: Bibliotheque) -> Iterator[Finding]:
    """Those that do not follow from files that could not be read whole: these may have the name that is missed."""
    files = {one.place.file for one in wrong if one.place}
    said = {file: _words(library.chemin(file)) for file in files}
    for one in found:
        own = one.place.file if one.place and not one.code.endswith(("-sans-usage", "orphelin")) else ""
        others = {word for file, words in said.items() if file != own for word in words}
        if one.code not in _UNKNOWN or not (_missed(one) & others):
            yield one


def _missed(one: Finding) -> set[str]:
    """The last steps of the names that a finding quotes."""
    quoted = re.findall(r"« ([\w./#\[\]-]+) »", one.message)
    return {re.split(r"[./#]", name.replace("[]", "").removesuffix(".md"))[-1] for name in quoted}


def _words(path: Path) -> set[str]:
    try:
        return {*re.findall(r"[\w-]+", path.read_text(encoding="utf-8", errors="replace")), path.stem}
    except OSError:
        return {path.stem}


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding of a place once: what a model inherits is controlled with each of its heirs."""
    seen: set[tuple[str, str, object]] = set()
    for one in found:
        key = (one.code, one.message, one.place)
        if key not in seen:
            seen.add(key)
            yield one


def _rank(one: Finding) -> tuple[object, ...]:
    return (one.place.file, one.place.line, one.place.column) if one.place else ("", 0, 0)
