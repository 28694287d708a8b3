"""What other words for a clause print in one contract, its facts and everything else in it left as they are."""

from __future__ import annotations

from engine.adapting.overlay import changed_clauses, clauses_of, named, overlaid
from engine.assembly.assemble import assemble
from engine.assembly.head import Origin
from engine.assembly.soundness import open_model
from engine.carried import Line
from engine.dossier import Dossier
from engine.errors import InputError
from engine.libraries.clause import Clause
from engine.libraries.empreinte import written_title
from engine.libraries.modele import Modele
from engine.reading.description import modele_de
from engine.rereading.words.adapted import Prints
from engine.writing.layout.written_lines import lines_of
from models.adaptations import Adaptation
from models.contrat import Contrat
from models.fiches.groupe import altered


def model_of_the_library(dossier: Dossier) -> Modele:
    """The model of a contract, without what the contract changes in it."""
    return open_model(modele_de(dossier.source), dossier.modele.bibliotheque)


def words_of(dossier: Dossier, name: str) -> tuple[str, str]:
    """The body and the title of a clause of a contract, as they are written: in its description, or in the library."""
    clause: Clause = clauses_of(dossier.modele)[name]
    ranked = {named(at + 1, one): one for at, one in enumerate(dossier.contrat.clauses_ajoutees)}
    said = dossier.contrat.adaptations.get(name) or ranked.get(name)
    title = said.titre if said and said.titre else written_title(clause)
    return (said.texte if said and said.texte else clause.ecrit).strip("\n"), title


def prints_of(dossier: Dossier, name: str) -> Prints:
    """What prints a clause of a contract in other words.

    It raises `InputError` where they cannot be read.
    """
    model = model_of_the_library(dossier)

    def prints(texte: str, titre: str) -> tuple[Line, ...]:
        contrat = _with_words(dossier.contrat, name, texte, titre)
        changed = list(changed_clauses(model, contrat, dossier.source))
        if wrong := [found for one in changed if one.clause.id == name for found in one.wrong]:
            raise InputError(wrong)
        theirs = overlaid(model, changed, contrat.clauses_ajoutees)
        origin = Origin(dossier.source.text, dossier.path.name, dossier.path.parent, dossier.allowed)
        made = assemble(theirs, contrat, dossier.droit, dossier.autorite, origin=origin, grilles=dossier.grilles)
        return tuple(line for line in lines_of(made.document) if line.clause == name)

    return prints


def _with_words(contrat: Contrat, name: str, texte: str, titre: str) -> Contrat:
    added = list(contrat.clauses_ajoutees)
    for at, one in enumerate(added):
        if named(at + 1, one) == name:
            added[at] = altered(one, {"texte": texte, "titre": titre})
            return altered(contrat, {"clauses_ajoutees": added})
    said = contrat.adaptations.get(name) or Adaptation()
    other = altered(said, {"texte": texte, "titre": titre, "supprimee": False})
    return altered(contrat, {"adaptations": {**contrat.adaptations, name: other}})
