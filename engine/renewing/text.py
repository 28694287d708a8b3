"""What became of a document since it was written, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from engine import french
from engine.comparing.text import articles_in_text, counted
from engine.passages import LEGEND
from engine.renewing.renewal import Renewal

_STATES = {
    "signé": "Ce document a été signé depuis : c'est ce que cpom avait écrit, sa première révision, qui est comparé.",
    "annoté": "Ce document a été rempli ou annoté depuis : c'est ce que cpom avait écrit qui est comparé.",
    "changé": "Ce document a été changé depuis que cpom l'a écrit.",
}
_UNLOCKED = (
    "Ce document est d'une version de cpom qui n'y mettait pas de verrou : il est refait de sa description, "
    "et seules ses clauses peuvent être comparées."
)
_UNEXPLAINED = (
    "Rien de ce que porte ce document n'a changé : ses octets diffèrent par le programme lui-même (une autre copie de "
    "cpom, de même version) ou par une bibliothèque du système."
)
_SAVED = "Rien de ce dont il est fait n'a changé depuis : refait, il est ce que cpom avait écrit."


def lines_of_text(renewal: Renewal, *, colours: bool = False) -> Iterator[str]:
    """What became of a document, line by line; `colours` are those of a terminal."""
    original = renewal.original
    yield f"{original.name} : {described(renewal)}"
    if original.state in _STATES:
        yield _STATES[original.state]
        yield from (f"  {one}" for one in original.by_hand)
    if renewal.same:
        yield "Identique, à l'octet près."
        return
    if not original.lock:
        yield _UNLOCKED
    if renewal.nothing_changed:
        yield from _saved(renewal)
        return
    if renewal.things:
        yield "Ce qui a changé depuis qu'il a été écrit :"
        printed = {one.name for one in renewal.words}
        for one in renewal.things:
            elsewhere = (
                " (rien de ce que ce document imprime)" if one.kind == "clause" and one.name not in printed else ""
            )
            yield f"  {one}{elsewhere}"
    yield from _words(renewal, colours=colours)


def _saved(renewal: Renewal) -> Iterator[str]:
    if renewal.original.state == "inconnu":
        yield "Un autre logiciel l'a enregistré : ses mots sont les mêmes, et ses octets ne sont plus ceux de cpom."
    yield _SAVED if renewal.original.state != "intact" else _UNEXPLAINED


def _words(renewal: Renewal, *, colours: bool) -> Iterator[str]:
    if not renewal.original.carried.lines:
        yield "Les mots d'alors ne sont plus dans ce fichier : ils ne peuvent pas être comparés."
    elif not renewal.words:
        yield "Aucun mot ne diffère : seuls les octets." if renewal.things else _UNEXPLAINED
    else:
        yield f"{counted(renewal.words)} ; {LEGEND}"
        yield from articles_in_text(renewal.words, colours=colours)


def described(renewal: Renewal) -> str:
    """A document by its format, its options, its description, its day and the version that wrote it."""
    carried, lock = renewal.original.carried, renewal.original.lock
    asked = dict(lock.asked) if lock else {"format": renewal.original.format}
    said = [asked["format"], asked.get("moteur", "")]
    said += [f"modèle vierge « {asked['vierge']} »"] if asked.get("vierge") else []
    said += [f"document « {asked['document']} »"] if asked.get("document") else []
    said += ["annexes"] if asked.get("annexes") else []
    said += ["définitif, avec réserves" if asked.get("reserves") else "définitif"] if asked.get("definitif") else []
    said += [f"description {carried.name}"] if carried.name else []
    said += [f"droit du {french.date_in_french(carried.day)}", f"cpom {carried.cpom}" if carried.cpom else ""]
    return ", ".join(filter(None, said))
