"""What became of a clause of the library since it was adapted: the three texts, and both changes put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from engine.adapting.both_changes import Conflict, Merged, merged
from engine.adapting.overlay import clauses_of
from engine.errors import Finding, Severity
from engine.libraries.clause import Clause
from engine.libraries.empreinte import fingerprint
from engine.libraries.modele import Modele
from engine.passages import LEGEND, passages, shown
from models.adaptations import Adaptation

CODE = "adaptation-a-revoir"
_MOST = 4
"""How many passages of each text a finding shows; `cpom adapter` shows the whole."""


def together(clause: Clause, said: Adaptation, preferred: str = "") -> Merged | None:
    """The words of an adaptation with what changed since in the library; None where the words of then are unknown.

    Where both changed the same words, those of the adaptation stay, unless « modele » is `preferred`.
    """
    if not said.origine or not said.texte:
        return None
    origin, ours = said.origine.strip("\n"), said.texte.strip("\n")
    return merged(origin, clause.ecrit, ours) if preferred == "modele" else merged(origin, ours, clause.ecrit)


def settled(name: str) -> str:
    """What to type once the words of a clause that both changed are chosen."""
    return f"« cpom adapter FICHIER {name} --fusion --preferer adaptation » (« modele » prend les siens)"


def has_changed(clause: Clause, said: Adaptation) -> bool:
    """Whether the clause of the library is no more that which was adapted."""
    return bool(said.base) and said.base != fingerprint(clause)


def changed_since(model: Modele, adaptations: Mapping[str, Adaptation]) -> Iterator[Finding]:
    """The adaptations whose clause has changed in the library since."""
    known = clauses_of(model)
    for name, said in adaptations.items():
        if name in known and has_changed(known[name], said):
            yield _changed(known[name], said)


def remarks(clause: Clause, said: Adaptation) -> tuple[str, ...]:
    """What a draft tells of it, in comments."""
    if not has_changed(clause, said):
        return ()
    made = together(clause, said)
    if made is None or not made.conflicts:
        return ("La clause du modèle a changé depuis cette adaptation : « cpom verifier » dit en quoi.",)
    return tuple(f"Conflit : {_conflict(one)}. L'adaptation est gardée." for one in made.conflicts)


def _conflict(one: Conflict) -> str:
    was, ours, theirs = (" ".join(words.split()) or "rien" for words in (one.origin, one.ours, one.theirs))
    return f"« {was} » est devenu « {theirs} » au modèle, et « {ours} » dans l'adaptation"


def _changed(clause: Clause, said: Adaptation) -> Finding:
    message = f"la clause « {clause.id} » du modèle a changé depuis qu'elle a été adaptée"
    path = ("adaptations", clause.id, "base")
    made = together(clause, said)
    if made is None or said.origine is None or said.texte is None:
        message += f" ; elle dit maintenant : {_differences(said.texte, clause.ecrit)}" if said.texte else ""
        hint = f"Relisez l'adaptation (cpom adapter FICHIER {clause.id} dit les textes entiers), puis écrivez "
        hint += f"« base: {fingerprint(clause)} »."
        return Finding(CODE, f"{message}.", Severity.WARNING, hint, path=path, reserve=True)
    origin = said.origine
    message += f" : {_differences(origin, clause.ecrit)} ; l'adaptation dit : {_differences(origin, said.texte)}"
    if made.conflicts:
        conflicts = " ; ".join(map(_conflict, made.conflicts))
        message += f". Conflit : {conflicts}"
        hint = f"Écrivez dans l'adaptation les mots qui conviennent, puis {settled(clause.id)}."
    else:
        message += f". Fusion proposée : {_differences(said.texte, made.text)}"
        hint = f"« cpom adapter FICHIER {clause.id} --fusion » l'écrit dans la description ; sans --fusion, il dit les "
        hint += "textes entiers."
    return Finding(CODE, f"{message} ({LEGEND}).", Severity.WARNING, hint, path=path, reserve=True)


def _differences(before: str, after: str) -> str:
    found = list(passages(before, after))
    said = " ; ".join(shown(one) for one in islice(found, _MOST))
    more = f" ; et {len(found) - _MOST} autres passages" if len(found) > _MOST else ""
    return f"{said}{more}" or "seuls ses espaces ou ses apostrophes"
