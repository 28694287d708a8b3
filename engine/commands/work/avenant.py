"""An avenant drafted, told on the terminal and written with the contract that it makes."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from cpom.redaction import deposes
from engine.commands.account import Account, missing_of
from engine.commands.chosen_library import bibliotheque_demandee, dossier_told
from engine.commands.ecriture import each, settle_engine, written_account
from engine.commands.minutes import Minutes, own_report
from engine.commands.output import report, result
from engine.commands.progress import Bar, progress_bar
from engine.errors import InputError
from engine.reading.decoding import printable

_CONSOLIDATED = "-consolide"
_RETOUCHED = "document-retouche"
"""Told whole, and never counted alone: the avenant would change words that are not those of the document signed."""


def run(arguments: Namespace) -> int:
    """Draft; 1 where the avenant is refused, or where a file could not be written.

    Raises:
        InputError: where one of both contracts cannot be read.
    """
    if arguments.nouveau is None:
        return _alone(arguments)
    settle_engine(arguments)
    made = cpom.avenant(
        arguments.ancien,
        arguments.nouveau,
        date=arguments.date,
        effet=arguments.effet,
        motif=arguments.motif,
        actualiser=arguments.actualiser,
        genre=arguments.genre,
        prorogation=arguments.prorogation,
        transfert=arguments.transfert,
        definitif=arguments.definitif,
        avec_reserves=arguments.avec_reserves,
        bibliotheque=bibliotheque_demandee(arguments),
        jour=arguments.aujourdhui,
    )
    if arguments.apercu or not made.refus:
        for phrase in made.phrases:
            result(phrase)
    if arguments.apercu:
        report(one for one in made.constats if one.gravite == "erreur" or one.code == _RETOUCHED or arguments.details)
        return int(bool(made.refus))
    report(one for one in made.constats if one.code == _RETOUCHED)
    return _written(made, arguments)


def _alone(arguments: Namespace) -> int:
    arguments.fichiers = [arguments.ancien]
    settle_engine(arguments)

    def one(path: Path, bar: Bar) -> Account:
        made = cpom.avenant_seul(
            dossier_told(arguments, path),
            arguments.genre,
            date=arguments.date,
            convention=arguments.convention,
            annee=arguments.annee,
            faits=dict(arguments.fait),
            definitif=arguments.definitif,
            avec_reserves=arguments.avec_reserves,
            jour=arguments.aujourdhui,
        )
        stem = f"{path.stem}-{arguments.genre}"
        return written_account(printable(path), made, stem, arguments, bar, printable(path))

    return each(arguments, one, f"-{arguments.genre}")


def _written(made: cpom.Avenant, arguments: Namespace) -> int:
    stem = arguments.nouveau.stem.removesuffix(_CONSOLIDATED)
    named, consolidated = f"{stem}-avenant-{made.numero}", f"{stem}{_CONSOLIDATED}"
    description = arguments.sortie / f"{consolidated}.yaml"
    minutes = Minutes(arguments, "document")
    targets = [arguments.sortie / f"{one}.{name}" for one in (named, consolidated) for name in arguments.format]
    own_report(minutes, (arguments.ancien, arguments.nouveau), [description, *targets])
    with minutes, progress_bar() as bar:
        bar.begin(len(targets))
        if made.refus:
            minutes.add(Account(printable(arguments.nouveau), made.constats, _missing(made), refusal=made.refus))
            return 1
        try:
            text = cpom.Ecrit(made.yaml().encode(), ())
            kept = deposes({description: text}, made.contrat_consolide, ecraser=arguments.ecraser)
        except InputError as error:
            minutes.add(Account(printable(description), error.findings))
            return 1
        minutes.add(Account(printable(description), kept, files=(description,)))
        for one, title in ((made.redaction, named), (made.contrat_consolide, consolidated)):
            minutes.add(written_account(title, one, title, arguments, bar, printable(arguments.nouveau)))
    return int(minutes.failed)


def _missing(made: cpom.Avenant) -> dict[str, list[str]]:
    """What is missing from the avenant or from the contract that it makes, each fact once."""
    found: dict[str, dict[str, None]] = {}
    for one in (made.redaction, made.contrat_consolide):
        for whose, lines in missing_of(one).items():
            found.setdefault(whose, {}).update(dict.fromkeys(lines))
    return {whose: [*lines] for whose, lines in found.items()}
