"""A clause shown in each of its forms: on the terminal, or in files."""

from __future__ import annotations

from argparse import Namespace

from engine.assembly.soundness import open_model
from engine.commands.chosen_library import library_of
from engine.commands.ecriture import settle_engine
from engine.commands.output import report, result, result_as_it_is
from engine.documenting.clauses import named, wanted_traits
from engine.documenting.forms import deciding, forms
from engine.documenting.preview import preview
from engine.law.applicable import Droit
from engine.libraries.modele import model_names
from engine.rereading.replacing.guard import put
from engine.writing import written


def run(arguments: Namespace) -> int:
    """Show it.

    Raises:
        InputError: where there is no such clause or case, or where a file cannot be written.
    """
    settle_engine(arguments)
    library = library_of(arguments)
    models = [open_model(name, library) for name in ([arguments.modele] if arguments.modele else model_names(library))]
    model, clause = named(arguments.clause, models)
    wanted = wanted_traits(arguments.trait, model, deciding(model, clause))
    found = forms(model, clause, wanted, Droit(arguments.aujourdhui, tel_que_publie=True, bibliotheque=library))
    document = preview(model, clause, found, arguments.aujourdhui)
    if not arguments.format:
        text, _ = written(document, "txt", None)
        result_as_it_is(text.decode())
        return 0
    stem = f"apercu-{model.nom}-{clause.id.replace('/', '-')}"
    for name in arguments.format:
        content, said = written(document, name, model.charte, arguments.moteur)
        report(said)
        target = arguments.sortie / f"{stem}.{name}"
        report(put({target: content}, overwrite=arguments.ecraser))
        result(str(target))
    return 0
