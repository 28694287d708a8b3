"""The words that the law of the day chose: names of institutions and courts, texts that clauses cite."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine import french
from engine.assembly.assemble import Assembled
from engine.assembly.reach import keys_of_clause
from engine.dossier import Dossier
from engine.explaining import wording
from engine.explaining.explained import NomExplique
from engine.law.collectivites import NomDate, load_collectivites
from engine.law.denominations import load_denominations, term
from engine.law.register import load_register


def names_of(dossier: Dossier, assembled: Assembled) -> Iterator[NomExplique]:
    """The collectivité and the authorities of its territory, then the things named, then the texts cited."""
    users: dict[str, list[str]] = {}
    for one in assembled.decisions:
        for key in keys_of_clause(one.clause) if one.kept else ():
            users.setdefault(key, []).append(one.clause.id)
    yield from _authority(dossier, users)
    for (key, day), words in assembled.named.items():
        clauses = tuple(users.get(key, ()))
        yield _text(dossier, key, clauses) if day is None else _thing(dossier, key, day, words, clauses)


def _authority(dossier: Dossier, users: dict[str, list[str]]) -> Iterator[NomExplique]:
    """The collectivité, as it is called, and the dated names of the authorities that clauses name."""
    found = dossier.autorite
    if found is None:
        return
    data = load_collectivites(dossier.modele.bibliotheque)
    key = f"collectivites.yaml, {found.code}"
    special = [one for one in data.collectivites if found.code in one.territoires and one.depuis <= dossier.droit.jour]
    since = special[-1].depuis if special and special[-1].depuis != date.min else None
    using = tuple(dict.fromkeys(one for name in ("nom", "assemblee") for one in users.get(f"autorite.{name}", ())))
    doubt, source = french.typography(found.doute), french.typography(found.source)
    yield NomExplique(found.nom, key, since, "", found.statut, doubt, source, using)
    dated = data.dated(data.regions[data.territoires[found.code].region])
    for name, versions in dated.items():
        if clauses := tuple(users.get(f"autorite.{name}", ())):
            yield _in_use(versions, dossier.droit.jour, f"{key}, {name}", clauses)


def _in_use(versions: list[NomDate], day: date, key: str, clauses: tuple[str, ...]) -> NomExplique:
    """The name of a day, with the one before it."""
    standing = [one for one in versions if one.depuis is None or one.depuis <= day]
    before = wording.former_name(standing[-2].nom) if len(standing) > 1 else ""
    last = standing[-1]
    source = french.typography(last.source)
    return NomExplique(french.typography(last.nom), key, last.depuis, before, "confirmé", "", source, clauses)


def _thing(dossier: Dossier, key: str, day: date, words: str, clauses: tuple[str, ...]) -> NomExplique:
    """A thing that the register of names holds, at the day whose name the contract gives it."""
    droit = dossier.droit
    thing = load_denominations(droit.bibliotheque)[key]
    version = thing.versions[0] if droit.tel_que_publie else thing.on(day)
    first = thing.before(droit.bibliotheque, droit.departement).singulier
    named = term(droit.bibliotheque, key, day, "singulier", droit.departement, as_published=droit.tel_que_publie)
    doubts = [f"{one.message} {one.hint}".strip() for one in named.findings if one.reserve]
    changed = version.depuis is not None and french.typography(first) != named.texte
    return NomExplique(
        texte=words,
        cle=key,
        depuis=version.depuis,
        remplace=wording.former_name(first) if changed else "",
        statut=version.statut,
        doute=" ".join(doubts),
        source=french.typography(version.source),
        clauses=clauses,
    )


def _text(dossier: Dossier, key: str, clauses: tuple[str, ...]) -> NomExplique:
    """A text that a clause cites, in its version of the day."""
    droit = dossier.droit
    register = load_register(droit.bibliotheque)
    version = register.text_at(key, droit.jour, as_published=droit.tel_que_publie)
    doubt = register.doubt(version.key, droit.jour)
    return NomExplique(
        texte=version.cite,
        cle=version.key,
        depuis=version.texte.depuis,
        remplace=wording.former_text(register.name(key)) if version.key != key else "",
        statut=version.texte.statut,
        doute=f"{doubt.message} {doubt.hint}".strip() if doubt else "",
        source=french.typography(version.texte.source),
        clauses=clauses,
    )
