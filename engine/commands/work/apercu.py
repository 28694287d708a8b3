"""A clause shown in each of its forms: on the terminal, or in files."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from engine.assembly.soundness import open_model
from engine.commands.ecriture import progress_bar, settle_engine, write_all
from engine.commands.output import report, result, result_as_it_is
from engine.documenting.clauses import named, wanted_traits
from engine.documenting.forms import deciding, forms
from engine.documenting.preview import preview
from engine.law.applicable import Droit
from engine.library.modele import model_names
from engine.writing import written


def run(arguments: Namespace) -> int:
    """Show it; 1 where a file could not be written."""
    settle_engine(arguments)
    models = [open_model(name) for name in ([arguments.modele] if arguments.modele else model_names())]
    model, clause = named(arguments.clause, models)
    wanted = wanted_traits(arguments.trait, model, deciding(model, clause))
    found = forms(model, clause, wanted, Droit(arguments.aujourdhui, tel_que_publie=True))
    document = preview(model, clause, found, arguments.aujourdhui)
    if not arguments.format:
        text, _ = written(document, "txt", None)
        result_as_it_is(text.decode())
        return 0
    stem = f"apercu-{model.nom}-{clause.id.replace('/', '-')}"
    makers = {
        arguments.sortie / f"{stem}.{name}": partial(written, document, name, model.charte, arguments.moteur)
        for name in arguments.format
    }
    with progress_bar() as progress:
        files, said = write_all(makers, progress, progress.add_task("", total=len(makers)))
    report(said)
    for file in files:
        result(str(file))
    return int(len(files) < len(makers))
