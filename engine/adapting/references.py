"""The references of a contract to clauses that its parties left out, told where the description leaves them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.assembly.selection import Selection
from engine.errors import Finding
from engine.libraries.clause import Clause


def dangling(selection: Selection) -> Iterator[Finding]:
    """What refers to a clause that was left out, one finding for each; it has the path of the adaptation."""
    gone = dict(_gone(selection))
    for name, cause in gone.items():
        said = [
            f"« {one.id} » ({one.fichier}, ligne {line})" for one in selection.clauses for line in _lines(one, name)
        ]
        if said:
            what = f"« {name} »" if name == cause else f"« {name} », qui est sous « {cause} »"
            message = f"{what} est supprimée, et d'autres clauses de ce contrat y renvoient : {', '.join(said)}."
            hint = "Adaptez aussi ces clauses, ou gardez celle-ci."
            yield Finding("renvoi-a-une-clause-supprimee", message, hint=hint, path=("adaptations", cause))


def _gone(selection: Selection) -> Iterator[tuple[str, str]]:
    """The clauses left out, and those under their headings, each with the one that the description names."""
    causes: dict[str, str] = {}
    for one in selection.decisions:
        if one.left_out:
            causes[one.clause.id] = one.clause.id
        elif not one.kept and one.under in causes:
            causes[one.clause.id] = causes[one.under]
    yield from causes.items()


def _lines(clause: Clause, name: str) -> Iterator[int]:
    """The lines of the file of a clause that refer to another and do not ask first whether the contract has it."""
    for text in (clause.en_tete.titre, clause.corps):
        asked = f'existe("{name}' in text or f"existe('{name}" in text
        for use in clause.uses.all if not asked else ():
            if use.sort == "renvoi" and use.name.partition("#")[0] == name and name in text:
                yield clause.place_of(text, use.line).line
                break


def left_out_with(selection: Selection, added: Mapping[str, int]) -> Iterator[Finding]:
    """The clauses added that this contract does not have: they are under one that it has not."""
    for one in selection.decisions:
        if not one.kept and one.clause.id in added:
            message = f"la clause « {one.clause.id} » n'est pas dans ce contrat, qui n'a pas « {one.under} »."
            hint = "Placez-la auprès d'une autre clause (cpom expliquer dit celles que ce contrat a)."
            yield Finding("clause-ajoutee-perdue", message, hint=hint, path=("clauses_ajoutees", added[one.clause.id]))
