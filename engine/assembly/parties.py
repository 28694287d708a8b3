"""The public parties of a contract or of an arrêté: the collectivités that sign it, and the names of all in its head.

A collectivité is that of `departement`, or the métropole that acts in its place, then one for each of
`autres_departements`. Which authorities head an act is said by its plan (`autorites`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from engine import french
from engine.assembly.derived import NomsDeLAutorite, authority_names, unknown_authority
from engine.assembly.facts import Vue, is_somebody
from engine.assembly.printed import Manquant, Printed, Typed, Written
from engine.errors import InputError
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite, authority
from engine.libraries.autorites import AutoritePublique
from models.contrat import Contrat
from models.regexes import regex
from models.traits import Trait

_ARTICLES = ("le ", "la ", "les ", "l'", "l’")
_ADDRESSED = {"le ": "Monsieur le ", "la ": "Madame la "}
_CIVILITE = regex(r"^\s*(?:M\.|MM\.|M|Mr|Mme|Mlle|Monsieur|Madame|Mademoiselle)\s+(?!l[ea]\s)")
_CONTRACTED = {"le ": "du ", "la ": "de la ", "les ": "des ", "l'": "de l’", "l’": "de l’"}


# --- As clauses name them ---------------------------------------------------------------------------------------------


Naming = Callable[[Any, Any], NomsDeLAutorite]
"""The names of a collectivité, by the code of its département and the civilité of who presides it."""


def collectivites(
    contrat: Contrat, autorite: Autorite | None, printed: Printed, naming: Naming
) -> list[NomsDeLAutorite]:
    """The collectivités that sign, as clauses name them, each with who presides it and what is its own.

    Beside the names of `names_of`: `president`, `decision`, `comite`, `reglement`, and `est_metropole` for one that
    acts in the place of its Département. `naming` names those of the other départements.
    """
    view = Vue(contrat, (), printed)
    return [_first(view, contrat, autorite, printed), *_others(view, printed, naming)]


def _first(view: Vue, contrat: Contrat, autorite: Autorite | None, printed: Printed) -> NomsDeLAutorite:
    own = {
        "comite": partial(_fact, view, "comite", "departement"),
        "reglement": partial(_fact, view, "aide_sociale", "reglement"),
    }
    metropole = getattr(view, "metropole", None)
    acts: Any = view.collectivite
    names = authority_names(autorite, contrat, printed)
    if metropole and metropole.competente:
        acts = metropole
        names = names_of_metropole(metropole.nom, acts.president.civilite, metropole.organe)
    return NomsDeLAutorite(names.every, {**own, "decision": lambda: acts.decision, "president": lambda: acts.president})


def _others(view: Vue, printed: Printed, naming: Naming) -> Iterator[NomsDeLAutorite]:
    for row in getattr(view, "autres_departements", ()):
        own = {name: partial(getattr, row, name) for name in ("decision", "comite", "reglement")}
        names = names_of_metropole(row.metropole, row.civilite) if row.metropole else _names(row, printed, naming)
        yield NomsDeLAutorite({**names.every, "president": row}, own)


def _names(row: Vue, printed: Printed, naming: Naming) -> NomsDeLAutorite:
    """A code that is none, which a check tells, is a name to fill in."""
    code = row.departement
    try:
        names = naming(code, row.civilite)
    except InputError:
        missing = Manquant(code.path, "département", "departement", printed)
        return unknown_authority(missing, row.civilite == "Mme")
    return NomsDeLAutorite({**names.every, **_organe(row, names, printed)})


def _organe(row: Vue, names: NomsDeLAutorite, printed: Printed) -> dict[str, Any]:
    """Who allows a collectivité to sign, as its row says it; missing where the law leaves it open."""
    said = getattr(row, "organe", None)
    if not said and names.organe != "":
        return {}
    path = (*row.departement.path[:-1], "organe")
    organe = said or Manquant(path, "organe qui habilite à signer", "departement", printed)
    return {"organe": organe, "de_organe": organe}


def _fact(view: Vue, group: str, name: str) -> Any:
    """A fact of a group that the model may not have."""
    return getattr(getattr(view, group, None), name, None)


def names_of_metropole(nom: Any, civilite: Any, organe: Any = None) -> NomsDeLAutorite:
    """The names of a métropole that acts for its Département; its own is given with its article, if it has one."""
    named = _inflected(nom)
    executive = {"M.": "Président", "Mme": "Présidente"}.get(civilite or "", "Président(e)")
    names = {
        **named,
        "appellation": Written("Métropole"),
        "feminin": True,
        "executif": Written(executive),
        "titre_executif": Written(executive),
        "executif_de": Written(f"{executive} {named['du']}"),
        "de_assemblee": Written(f"du conseil {named['du']}"),
        "de_organe": organe or Written("du conseil de la métropole"),
        "est_metropole": True,
    }
    return NomsDeLAutorite(names)


def _inflected(nom: Any) -> dict[str, Any]:
    if not isinstance(nom, Typed):
        words = {"le": "la métropole", "du": "de la métropole", "le_majuscule": "La métropole", "nom": "métropole"}
        return {name: Written(f"{form} {nom}") for name, form in words.items()}
    words = named(nom[:])
    return {name: nom.reworded(form) for name, form in words.items()}


def en_phrase(nom: Any) -> Any:
    """A name that opens a sentence, as it stands inside one: « La commune d'Exemple » is « la commune d'Exemple »."""
    return nom.reworded(named(nom[:])["le"]) if isinstance(nom, Typed) else nom


def sans_civilite(nom: Any) -> Any:
    """Who signs, under a title that says enough: « M. Paul EXEMPLE, directeur » is « Paul EXEMPLE, directeur »."""
    if isinstance(nom, Vue) and is_somebody(nom):
        return Written(f"{nom.prenom} {nom.nom}")
    if not isinstance(nom, Typed):
        return nom
    return nom.reworded(_CIVILITE.sub("", nom[:], count=1), name=False)


def en_adresse(titre: Any) -> Any:
    """A title as a letter is addressed to it: « La maire d'Exemple » is « Madame la maire d'Exemple »."""
    if not isinstance(titre, Typed):
        return titre
    called = _ADDRESSED.get(titre[:3].lower(), "")
    return titre.reworded(called + titre[3:], name=False) if called else titre


def sans_point(texte: Any) -> Any:
    """A text as a term of a list, without the full stop that would end it there."""
    if not isinstance(texte, Typed):
        return texte
    return texte.reworded(re.sub(r"(?<!\.)\.\s*$", "", texte[:]), name=False)


def named(nom: str) -> dict[str, str]:
    """A name in a sentence: « La Métropole Exemple » is « la Métropole Exemple », « de la Métropole Exemple »."""
    article = next((one for one in _ARTICLES if nom.lower().startswith(one)), "")
    bare = nom[len(article) :]
    of = f"{_CONTRACTED[article]}{bare}" if article else french.elide("de", bare)
    return {"nom": bare, "le": f"{article}{bare}", "du": of, "le_majuscule": french.capitalise(f"{article}{bare}")}


# --- In the head of the act, and to be counted ------------------------------------------------------------------------


def public_parties(
    asked: tuple[AutoritePublique, ...],
    contrat: Contrat,
    autorite: Autorite | None,
    droit: Droit,
    traits: Mapping[str, Trait],
) -> tuple[str, ...]:
    """The names of the authorities that sign, those of the plan in its order; one whose name is unknown is empty."""
    found = (french.capitalise(name) for one in asked for name in _NAMES_OF[one](contrat, autorite, droit, traits))
    return tuple(found)


def _collectivites(
    contrat: Contrat, autorite: Autorite | None, droit: Droit, _traits: Mapping[str, Trait]
) -> Iterator[str]:
    metropole: Any = getattr(contrat, "metropole", None)
    if metropole and metropole.competente:
        yield named(metropole.nom or "")["nom"]
    else:
        yield autorite.nom if autorite else ""
    yield from _departements(getattr(contrat, "autres_departements", ()), droit)


def _signataires(
    contrat: Contrat, _autorite: Autorite | None, droit: Droit, _traits: Mapping[str, Trait]
) -> Iterator[str]:
    """Those of an arrêté, which lists them all."""
    return _departements(getattr(contrat, "departements", ()), droit)


def _departements(rows: Any, droit: Droit) -> Iterator[str]:
    for row in rows:
        known = known_authority(row.departement, droit) if row.departement else None
        yield named(row.metropole)["nom"] if row.metropole else known.nom if known else ""


def _agence(_contrat: Contrat, autorite: Autorite | None, *_: Any) -> Iterator[str]:
    yield autorite.ars if autorite else ""


def _prefet_region(contrat: Contrat, autorite: Autorite | None, *_: Any) -> Iterator[str]:
    prefet: Any = getattr(contrat, "prefet", None)
    feminine = prefet is not None and prefet.civilite == "Mme"
    name = autorite.prefet_region if autorite else ""
    yield name.replace("préfet ", "préfète ", 1) if feminine else name


def _prefets(contrat: Contrat, _autorite: Any, _droit: Droit, traits: Mapping[str, Trait]) -> Iterator[str]:
    if traits["etablissements[].subventionne"].valeurs & {"tous", "certains"}:
        for row in getattr(contrat, "prefets_departement", ()):
            yield f"{'préfète' if row.civilite == 'Mme' else 'préfet'} {row.departement}" if row.departement else ""


def _autres(contrat: Contrat, *_: Any) -> Iterator[str]:
    """Other administrations, by their names."""
    yield from (named(row.nom or "")["nom"] for row in getattr(contrat, "autres_autorites", ()))


def _autres_de_tarification(contrat: Contrat, *_: Any) -> Iterator[str]:
    """The other authorities that fix a tariff, by who represents them, where an establishment is under one."""
    if any(getattr(one, "autorite", None) for one in getattr(contrat, "etablissements", ())):
        yield from (row.qualite or "" for row in getattr(contrat, "autres_autorites", ()))


_Names = Callable[[Contrat, Autorite | None, Droit, Mapping[str, Trait]], Iterator[str]]
_NAMES_OF: Mapping[AutoritePublique, _Names] = {
    "collectivites": _collectivites,
    "signataires": _signataires,
    "agence_regionale": _agence,
    "prefet_region": _prefet_region,
    "prefets_departement": _prefets,
    "autres_autorites": _autres,
    "autres_autorites_de_tarification": _autres_de_tarification,
}


def known_authority(code: str, droit: Droit) -> Autorite | None:
    """The collectivité of a code; a check tells of one that is none."""
    try:
        return authority(droit.bibliotheque, code, droit.jour)
    except InputError:
        return None
