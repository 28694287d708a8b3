"""A model with what a description changes in it: the same model, with other clauses and another plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine import french
from engine.adapting.placed import Written, written_at
from engine.adapting.plan import Added, with_clauses
from engine.errors import Finding
from engine.errors import Path as YamlPath
from engine.libraries.clause import Clause, clause_of
from engine.libraries.empreinte import fingerprint, written_title
from engine.libraries.en_tete import EnTete
from engine.libraries.modele import Modele
from engine.libraries.negociee import Negociee, Sort
from engine.reading.yaml_strict import Source
from models.adaptations import Adaptation, ClauseAjoutee
from models.contrat import Contrat
from models.fiches.groupe import altered
from models.records import dataclass

_OF_THE_PARTIES = "(clause ajoutée à ce contrat)"
_REMARKS: Mapping[Sort, str] = {
    "adaptee": "Clause adaptée pour ce contrat : ",
    "supprimee": "Clause « {} » supprimée pour ce contrat : ",
    "ajoutee": "Clause ajoutée à ce contrat : ",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause as a contract has it: where the description says it, what it was in the library, what is wrong in it.

    `text` and `titre` are what the description gives it, each None where it gives none.
    """

    path: YamlPath
    clause: Clause
    before: Clause | None
    text: Written | None = None
    titre: str | None = None
    wrong: tuple[Finding, ...] = ()


def named(number: int, one: ClauseAjoutee) -> str:
    """What a clause added to a contract is called, by its rank in the list, from 1."""
    return one.nom or f"ajoutee-{number}"


def changed_clauses(
    model: Modele, contrat: Contrat, source: Source, without: Collection[YamlPath] = ()
) -> Iterator[Changed]:
    """Every clause of the model that a contract adapts or leaves out, then those that it adds.

    Those whose paths are in `without` are not read.
    """
    known = clauses_of(model)
    for name, said in contrat.adaptations.items():
        if name in known and ("adaptations", name) not in without:
            yield _adapted(model, known[name], said, source)
    for at, added in enumerate(contrat.clauses_ajoutees):
        if ("clauses_ajoutees", at) not in without:
            yield _added(model, named(at + 1, added), added, at, source)


def clauses_of(model: Modele) -> dict[str, Clause]:
    """The clauses of a model and those of its other documents, by name."""
    documents = {name: one for part in model.documents.values() for name, one in part.clauses.items()}
    return {**documents, **model.clauses}


def _adapted(model: Modele, before: Clause, said: Adaptation, source: Source) -> Changed:
    path = ("adaptations", before.id)
    if said.supprimee:
        return Changed(path, replace(before, negociee=_negociee("supprimee", said.motif, before)), before)
    text = written_at(source, (*path, "texte"), said.texte) if said.texte else None
    lu = before.lu or Source(before.fichier, "", {}, {}, {})
    titre = written_title(before)
    if said.titre:
        titre = said.titre
        lu = replace(lu, places={**lu.places, ("titre",): source.place((*path, "titre"))})
    # What says how the words of the library depart from their source says nothing of these.
    header = altered(before.en_tete, {"titre": titre, "ecarts": before.en_tete.ecarts if text is None else []})
    first = text.first if text else before.place_of("", 1)
    read, wrong = clause_of(model.bibliotheque, header, lu, text.body if text else before.ecrit, first)
    clause = replace(read, id=before.id, modele=before.modele, negociee=_negociee("adaptee", said.motif, before))
    return Changed(path, clause, before, text, said.titre, tuple(wrong))


def _negociee(sort: Sort, motif: str | None, clause: Clause) -> Negociee:
    """How a clause was changed, with what a draft tells of it."""
    title = written_title(clause)
    said = french.typography(_REMARKS[sort].format(clause.id if "{" in title or not title else title))
    base = "" if sort == "ajoutee" else fingerprint(clause)
    return Negociee(sort, motif or "", (f"{said}{motif}" if motif else f"{said}[motif manquant]",), base)


def _added(model: Modele, name: str, said: ClauseAjoutee, at: int, source: Source) -> Changed:
    path = ("clauses_ajoutees", at)
    text = written_at(source, (*path, "texte"), said.texte or "")
    header = EnTete(source=_OF_THE_PARTIES, titre=said.titre or "")
    lu = Source(source.name, "", {"titre": said.titre or ""}, {("titre",): source.place((*path, "titre"))}, {})
    read, wrong = clause_of(model.bibliotheque, header, lu, text.body, text.first)
    clause = replace(read, id=name, modele=model.nom, negociee=_negociee("ajoutee", said.motif, read))
    return Changed(path, clause, None, text, said.titre, tuple(wrong))


def overlaid(model: Modele, changed: Iterable[Changed], added: Iterable[ClauseAjoutee]) -> Modele:
    """The model with these clauses in place of its own, and with those that are added, in their places."""
    every = {one.clause.id: one.clause for one in changed}
    ranked = {named(at + 1, one): one for at, one in enumerate(added)}
    new = [Added(name, one.apres, one.avant) for name, one in ranked.items() if name in every]
    documents = {name: _overlaid(part, every) for name, part in model.documents.items()}
    names = [one.name for one in new]
    return _overlaid(model, every, names, plan=with_clauses(model.plan, new), documents=documents)


def _overlaid(model: Modele, every: Mapping[str, Clause], new: Iterable[str] = (), **others: Any) -> Modele:
    own = {name: every.get(name, clause) for name, clause in model.clauses.items()}
    own |= {name: every[name] for name in new}
    made = replace(model, clauses=own, **others)
    # A description says the same whatever the words of its clauses: its class, which takes long, is made once.
    made.__dict__["description"] = model.description
    return made
