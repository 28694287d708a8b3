"""The arrêté that adjusts a programmation: what moved since the one before, and the programmation as it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from engine import french
from engine.errors import Finding, InputError, Path, Severity
from engine.libraries.modele import Modele
from engine.programmation.acte import reference_of
from engine.programmation.ajustement import Ajustement, Tableau, differences, indications
from engine.programmation.arrete import check_keys, clauses, description, projet
from engine.programmation.faits_des_lignes import added
from engine.programmation.inscriptions import inscriptions
from engine.programmation.merging import Facts
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet, placed
from engine.programmation.rows import UNNAMED
from engine.reading.description import validate
from engine.reading.yaml_strict import parse_yaml
from models.fiches.groupe import as_data
from models.records import dataclass

_SUIVIS = ("annee", "departement", "gestionnaire", "finess_juridique", "nom", "categorie", "capacite")
_DATES = ("fin_convention", "effet")
"""The facts of an establishment whose changes are told, with those of its trade: all those that the arrêté prints."""

_NOMMES = ("annee", "departement", "gestionnaire", "nom", "finess")
"""What is said of an establishment that is added or withdrawn."""


@dataclass(frozen=True, slots=True)
class Modificatif:
    """An arrêté that adjusts another, to draft; and what is to be known of it."""

    projet: Projet
    findings: tuple[Finding, ...]


def arrete_modificatif(programme: Programme, precedentes: Sequence[Programme], today: date) -> Modificatif | None:
    """The arrêté that adjusts the last of `precedentes`; None where nothing moved since.

    Raises:
        InputError: as `arrete`, and where an establishment has no FINESS number, or that of another.
    """
    modele = clauses(programme, "ajustement")
    lignes, anciennes = inscriptions(programme), inscriptions(precedentes[-1])
    check_keys(lignes)
    facts = description(programme, modele, lignes, today, anciennes)
    apres = _tableau(programme, modele, facts)
    avant = _tableau(precedentes[-1], modele, description(precedentes[-1], modele, anciennes, today))
    ajustement = differences(*(_suivi(programme, tableau) for tableau in (avant, apres)))
    if not ajustement:
        return None
    for key, moved, tableau in (("ajoutes", ajustement.ajoutes, apres), ("retires", ajustement.retires, avant)):
        for at, finess in enumerate(moved):
            _put(facts, (key, at), {fait: tableau[finess][fait] for fait in _NOMMES}, programme)
    for at, one in enumerate(indications(ajustement, avant, apres)):
        said = {fait: apres[one.finess][fait] for fait in ("departement", "nom", "finess")}
        said |= {"indication": one.nature, "ancienne": _written(one.ancienne), "nouvelle": _written(one.nouvelle)}
        _put(facts, ("modifies", at), said, programme)
    for at, before in enumerate(precedentes):
        act = reference_of(before)
        _put(facts, ("precedents", at), {"numero": act.numero, "date": act.date}, before)
    return Modificatif(projet(programme, facts, "arrete-modificatif"), tuple(_late(programme, ajustement)))


def _late(programme: Programme, ajustement: Ajustement) -> Iterator[Finding]:
    """What is planned anew is published before 31 December of the year before, as the programmation itself (PRG-1)."""
    published = programme.head.arrete.publication
    years = [faits["annee"] for faits in ajustement.ajoutes.values()]
    years += [one.nouveau for one in ajustement.modifications if one.fait == "annee"]
    first = min((year for year in years if isinstance(year, int)), default=None)
    if published and first and published >= date(first - 1, 12, 31):
        message = (
            f"l'arrêté modificatif est publié le {french.date_in_french(published)}, et programme des contrats à "
            f"signer en {first} : la programmation d'une année est publiée avant le 31 décembre de la précédente."
        )
        hint = "Vérifiez l'année de ces contrats, ou la date de publication."
        place = programme.source.place(("arrete", "publication"))
        yield Finding("ajustement-tardif", message, Severity.WARNING, hint, programme.rules.source, place=place)


def _put(facts: Facts, path: Path, said: dict[str, object], programme: Programme) -> None:
    for fait, value in said.items():
        place = programme.source.place(("arrete", fait))
        facts.places[*path, fait] = place
        if value is not None:
            facts.put((*path, fait), value, place)


def _tableau(programme: Programme, modele: Modele, facts: Facts) -> dict[str, dict[str, object]]:
    """The establishments of an arrêté by their FINESS numbers, their facts typed."""
    written = projet(programme, facts, "arrete")
    try:
        contrat = validate(parse_yaml(written.texte.encode(), str(programme.path)), modele.description)
    except InputError as error:
        raise InputError(placed(error.findings, written)) from None
    found: dict[str, dict[str, object]] = {}
    wrong: list[Finding] = []
    for at, row in enumerate(as_data(contrat)["etablissements"]):
        faits = row
        number = faits["finess"] or ""
        if not number or number in found:
            why = f"a le numéro FINESS d'un autre ({number})" if number else "n'a pas de numéro FINESS"
            message = f"« {faits['nom'] or UNNAMED} » {why} : l'ajustement compare les établissements par ce numéro."
            told = Finding("ajustement-sans-finess", message, hint="Complétez ou corrigez la ligne.")
            wrong.append(told.at(written.place(("etablissements", at, "finess"))))
        found[number] = faits
    if wrong:
        raise InputError(wrong)
    return found


def _suivi(programme: Programme, tableau: Tableau) -> Tableau:
    every = (*_SUIVIS, *added(programme.bibliotheque), *_DATES)
    return {finess: {fait: faits[fait] for fait in every if fait in faits} for finess, faits in tableau.items()}


def _written(value: object) -> str | None:
    """A fact as the table of what changed prints it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return french.date_in_french(value)
    return french.number(value) if isinstance(value, Decimal) else str(value)
