"""What the parties sign: the clauses of an avenant, between the parties and the signatures of its contract."""

from __future__ import annotations

from dataclasses import replace

from engine.assembly.assemble import Assembled
from engine.avenants.said import Said
from engine.avenants.tree import NAMED, avenant_tree, missing_paths
from engine.definitif import Final
from engine.document import Document
from engine.dossier import Dossier
from models import chemins


def as_asked(tree: Document, final: Final) -> Document:
    """An avenant as it is written: its lock says that it is final, and it has no more notes then."""
    made = tree.made_with
    return final.document(replace(tree, made_with=made and replace(made, asked=(*made.asked, *final.options))))


def between_the_parties(act: Dossier, name: str, named: str, changes: Said) -> Assembled:
    """The avenant of a contract laid beside its clauses, at its day; `named` is what its title says in place of « … ».

    What is missing is what it prints of both.
    """
    assembled, contract = act.assembled(name), act.assembled()
    plan, title = act.modele.documents[name].plan, assembled.document.title.replace(NAMED, named)
    tree = avenant_tree(assembled.document, contract.document, act.modele.plan, (name, plan), title, changes)
    left = missing_paths(block for section in tree.sections for block in section.blocks)
    missing = {
        path: one for path, one in {**contract.missing, **assembled.missing}.items() if chemins.ecrit(path) in left
    }
    return replace(assembled, document=tree, missing=missing, who={**contract.who, **assembled.who})
