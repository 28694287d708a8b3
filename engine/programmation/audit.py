"""The audit of a programmation as a whole: what no contract can see of itself. Each rule yields what it finds.

What is wrong with one contract alone (a key of FINESS, a date) is told by the checks of its own description.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from engine import french
from engine.checks.partie import without_repeats
from engine.errors import Finding, InputError, Severity
from engine.libraries.bibliotheque import Bibliotheque
from engine.programmation.capacites import capacities
from engine.programmation.constat import Constat, of_row, of_the_arrete, places_of
from engine.programmation.dates import last_possible, proposed
from engine.programmation.faits_communs import commun
from engine.programmation.gestionnaire_unique import identities_of, one_gestionnaire
from engine.programmation.implantations import implantations
from engine.programmation.prises_d_effet import effets
from engine.programmation.programme import Programme, read_programme

Rule = Callable[[Programme], Iterator[Constat]]


def periode(programme: Programme) -> Iterator[Constat]:
    """The period has the length that the text gives it."""
    wanted, given = programme.rules.duree, programme.head.periode
    if wanted and given and len(given.annees) * 12 != wanted.mois:
        message = (
            f"la période {given.debut}-{given.fin} compte {french.cardinal(len(given.annees), feminine=True)} "
            f"année{'s' if len(given.annees) > 1 else ''} : la programmation en couvre "
        )
        message += f"{french.cardinal(wanted.mois // 12)}."
        yield of_the_arrete(programme, "periode-de-programmation", message, "Corrigez « periode ».", ("periode",))


def publication(programme: Programme) -> Iterator[Constat]:
    """The arrêté is published before 31 December of the year before the first contract (PRG-1).

    One that adjusts another answers for what it moves alone (engine.programmation.modificatif).
    """
    published, given = programme.head.arrete.publication, programme.head.periode
    years = (row.ligne.annee for row in programme.rows if row.ligne.annee is not None)
    first = min(years, default=given.debut if given else None)
    if published and first and published >= date(first - 1, 12, 31) and not programme.head.precedente:
        message = (
            f"l'arrêté est publié le {french.date_in_french(published)} : il doit l'être avant le 31 décembre "
            f"{first - 1} pour des contrats signés en {first}."
        )
        hint = "Corrigez « publication », ou l'année des premiers contrats."
        late = places_of(row for row in programme.rows if published >= date((row.ligne.annee or 9999) - 1, 12, 31))
        path = ("arrete", "publication")
        yield of_the_arrete(programme, "publication-tardive", message, hint, path, rows=late)
    signed = programme.head.arrete.date
    if published and signed and published < signed:
        message = "l'arrêté est publié avant d'être signé."
        yield of_the_arrete(
            programme, "publication-anterieure", message, "Corrigez l'une des deux dates.", ("arrete", "date")
        )


def some_rows(programme: Programme) -> Iterator[Constat]:
    """A programmation plans something."""
    if not programme.rows:
        message = "la programmation n'a aucun établissement."
        hint = "Donnez-les dans un tableau, que nomme « tableau », ou dans « etablissements »."
        yield Constat(Finding("programmation-vide", message, hint=hint, place=programme.source.place(("tableau",))), ())


def _of_no_departement(programme: Programme) -> Iterator[Constat]:
    """A table without a column for it is told once: no contract of it would name its authorities, or its court."""
    known = any(row.ligne.departement for row in programme.rows) or "departement" in programme.head.commun
    if known or not programme.rows:
        return
    message = "aucune ligne ne dit le département de son établissement : les contrats n'en nommeraient aucun."
    codes = {finess[:2] for row in programme.rows if (finess := row.ligne.finess)}
    hint = "Ajoutez une colonne « Département », avec son code"
    hint += f" (« {codes.pop()} » d'après les numéros FINESS)." if len(codes) == 1 else "."
    place = programme.rows[0].at("departement")
    yield Constat(Finding("departement-absent", message, Severity.WARNING, hint, place=place), ())


def departements(programme: Programme) -> Iterator[Constat]:
    """Where contracts are those of a département, that of each row is known; a regional one says whom it binds."""
    if programme.head.regroupement == "departement":
        known = identities_of(programme)
        elsewhere: dict[str, int] = {}
        without = []
        for at, (row, who) in enumerate(zip(programme.rows, known, strict=True)):
            if row.ligne.departement:
                elsewhere.setdefault(who, at)
            else:
                without.append(at)
        for at in without:
            if known[at] in elsewhere:
                row, other = programme.rows[at], programme.rows[elsewhere[known[at]]]
                message = (
                    f"le département de « {row.appele} » manque : ce gestionnaire a un "
                    f"contrat dans le département {other.ligne.departement}, et cette ligne en ferait un autre."
                )
                place = row.at("departement")
                yield of_row(place, "departement-absent", message, "Complétez la ligne.", rows=(row.place, other.place))
        yield from _of_no_departement(programme)
        return
    for groupe in programme.groupes:
        if programme.rules.cosignataires.liste and len(groupe.departements) > 1:
            first, *others = groupe.departements
            message = (
                f"le contrat régional de « {groupe.appele} » est dressé au nom du département {first} ; "
                f"cosignent : {', '.join(others)}."
            )
            hint = f"Pour d'autres signataires, donnez « {programme.rules.cosignataires.liste} » dans sa description."
            yield of_row(groupe.rows[0].place, "contrat-regional", message, hint, Severity.INFORMATION)


def finess_twice(programme: Programme) -> Iterator[Constat]:
    """Every establishment is planned once."""
    seen: dict[str, int] = {}
    for at, row in enumerate(programme.rows):
        number = row.ligne.finess
        if number and number in seen:
            first = programme.rows[seen[number]]
            message = f"« {number} » est programmé deux fois (déjà en {first.at('finess')})."
            hint, both = "Gardez une seule ligne par établissement.", (first.place, row.place)
            yield of_row(row.at("finess"), "finess-programme-deux-fois", message, hint, rows=both)
        elif number:
            seen[number] = at


def years(programme: Programme) -> Iterator[Constat]:
    """Each contract has one year, which the period holds, before the legal limit where there is one."""
    given, limit = programme.head.periode, programme.rules.limite
    for groupe in programme.groupes:
        first = groupe.rows[0]
        if len(groupe.annees) > 1:
            named = ", ".join(map(str, groupe.annees))
            message = f"« {groupe.appele} » signe un seul contrat, et ses lignes en prévoient la signature en {named}."
            yield of_row(first.at("annee"), "annees-differentes", message, "Donnez la même année à toutes ses lignes.")
        if not groupe.annees:
            message = f"l'année de signature du contrat de « {groupe.appele} » manque."
            yield of_row(
                first.place, "annee-absente", message, "Ajoutez-la : le contrat n'est rédigé pour aucune année."
            )
        for row in groupe.rows:
            year = row.ligne.annee
            if year and given and year not in given.annees:
                message = f"{year} n'est pas une année de la programmation ({given.debut}-{given.fin})."
                yield of_row(row.at("annee"), "annee-hors-periode", message, "Corrigez l'année, ou la période.")
            if year and limit and date(year, 1, 1) > limit.jour:
                last = french.date_in_french(limit.jour)
                message = (
                    f"un contrat signé en {year} le serait après le {last}, dernier jour que les textes donnent pour "
                    "conclure ces contrats."
                )
                place, source = row.at("annee"), programme.rules.source
                yield of_row(
                    place, "signature-apres-echeance", message, limit.remarque, Severity.WARNING, source=source
                )


def conventions(programme: Programme) -> Iterator[Constat]:
    """No convention is prolonged beyond what the text allows (PRG-2); a day is proposed where they end on several."""
    longest, source = programme.rules.prolongation, programme.rules.source
    if not longest:
        return
    for groupe in programme.groupes:
        if not groupe.fins:
            continue
        latest = last_possible(groupe.fins, longest)
        day = groupe.effet(programme.head, programme.rules)
        row = next(row for row in groupe.rows if row.ligne.fin_convention == min(groupe.fins))
        if (day and day[0] > latest) or day is None:
            when = (
                f"le {french.date_in_french(day[0])}"
                if day
                else f"en {groupe.annees[0]}"
                if groupe.annees
                else "plus tard"
            )
            message = (
                f"le contrat de « {groupe.appele} » prendrait effet {when} : la première de ses conventions "
                f"tripartites finit le {french.date_in_french(min(groupe.fins))}, et ne peut être prolongée au-delà du "
                f"{french.date_in_french(latest - timedelta(days=1))}."
            )
            better = proposed(groupe.fins, longest) or latest
            hint = f"Avancez sa signature, par exemple au {french.date_in_french(better)}."
            if programme.head.periode and better.year < programme.head.periode.debut:
                hint = "Aucune année de la programmation n'y suffit : vérifiez la date de fin de la convention."
            yield of_row(row.at("fin_convention"), "convention-trop-prolongee", message, hint, source=source)
        elif len(set(groupe.fins)) > 1 and day:
            message = (
                f"les conventions tripartites de « {groupe.appele} » finissent à des dates différentes : le "
                f"contrat prend effet le {french.date_in_french(day[0])} ({day[1]})."
            )
            hint = "Si une autre date convient mieux, écrivez-la dans une colonne « Date d'effet »."
            yield of_row(row.at("fin_convention"), "date-proposee", message, hint, Severity.INFORMATION, source=source)


RULES: tuple[Rule, ...] = (
    some_rows, periode, publication, commun, finess_twice, one_gestionnaire, departements, years, conventions,
    effets, capacities, implantations,
)  # fmt: skip


def audit(programme: Programme) -> list[Finding]:
    """Everything that is wrong with a programmation as a whole, in the order of the rules; its table's errors first."""
    found = (constat.finding for constat in _constats(programme))
    if not programme.errors:
        return [*programme.findings, *programme.corrections, *found]
    stands = [one for one in found if one.code != "programmation-vide"]  # its table may be what cannot be read
    rest = (*programme.findings, *programme.corrections, *stands)
    return list(dict.fromkeys((*programme.errors, *without_repeats(rest, programme.errors))))


def sound_programme(path: Path, library: Bibliotheque | None = None) -> Programme:
    """A programmation that can be read whole, whatever its audit says of it.

    Raises:
        InputError: where it cannot, with all the errors that are known: of its head, of its table, of its audit.
    """
    programme = read_programme(path, library)
    if programme.errors:
        raise InputError(one for one in audit(programme) if one.severity is Severity.ERROR)
    return programme


def stopping(programme: Programme) -> dict[str, tuple[Finding, ...]]:
    """The errors that stop each contract, by its name: those of its rows, and those of the audit that touch it."""
    table = [one for one in programme.findings if one.severity is Severity.ERROR]
    constats = [one for one in _constats(programme) if one.finding.severity is Severity.ERROR]
    if not table and not constats:
        return {}
    told = {one.place for one in table} | {place for constat in constats for place in constat.rows or ()}
    rows = ((groupe.nom, row) for groupe in programme.groupes for row in groupe.rows)
    names = {place: nom for nom, row in rows for place in row.every_place if place in told}  # of as many as cells
    every = {groupe.nom for groupe in programme.groupes}
    found: dict[str, dict[Finding, None]] = defaultdict(dict)
    of_rows = (Constat(one, (one.place,) if one.place in names else None) for one in table)
    for constat in (*of_rows, *constats):
        places = constat.rows
        for name in every if places is None else {names[place] for place in places if place in names}:
            found[name][constat.finding] = None
    return {name: tuple(findings) for name, findings in found.items()}


def _constats(programme: Programme) -> tuple[Constat, ...]:
    """What the rules find, once: it is told, then looked at again for what it stops."""
    known = programme.worked_out
    if _constats not in known:
        known[_constats] = tuple(constat for rule in RULES for constat in rule(programme))
    found: tuple[Constat, ...] = known[_constats]
    return found
