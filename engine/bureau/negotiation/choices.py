"""What somebody accepts and refuses of a document that came back: each change known by what it says, not by its rank.

The description goes on changing while the document is gone through: a choice stays with its change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from engine.passages import passages, shown_on_a_page

TAKE, LEAVE, OTHER = "prendre", "laisser", "autre"
"""What is chosen of a change: to take it, to leave it, to say something else (of a fact); `lu-1`… takes a reading."""
READING = "lu-"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a document: its kind (« fait », « mots », « remarque »), its key, what the document says of it.

    `choix` are what may be chosen of it, in order, with their words; none where nothing is to be chosen (`why`).
    `rank` is that of words among the words.
    """

    genre: str
    key: str
    said: Mapping[str, Any]
    choix: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    rank: int = 0
    suivies: tuple[Mapping[str, Any], ...] = ()

    @property
    def words(self) -> Markup:
        """The words that differ, with a few of those around."""
        avant, apres = str(self.said["avant"]), str(self.said["apres"])
        if not (avant and apres):
            return Markup("<del>{}</del>").format(avant) if avant else Markup("<ins>{}</ins>").format(apres)
        found = [shown_on_a_page(one) for one in passages(avant, apres)]
        return Markup(" / ".join(found) if found else shown_same(apres))  # noqa: S704 - both escape the words


def shown_same(text: str) -> str:
    """Words that did not change, as they begin."""
    return str(Markup("{}").format(text[:300]))


def changes_of(read: Mapping[str, Any]) -> list[Change]:
    """The changes of a reading (`returned.read`), in the order of the contract."""
    seen: Counter[str] = Counter()
    found = [*_facts(read, seen), *_words(read, seen), *_remarks(read, seen)]
    return sorted(found, key=lambda one: int(one.said["rang"]))


def _key(seen: Counter[str], *said: object) -> str:
    """A name for a change, by what it says; a second one of the same words has another."""
    name = sha256("\0".join(map(str, said)).encode()).hexdigest()[:12]
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def _facts(read: Mapping[str, Any], seen: Counter[str]) -> Iterator[Change]:
    for one in read["faits"]:
        key = _key(seen, "fait", one["chemin"], one["ancien"], *one["lus"])
        yield Change("fait", key, one, _choices_of(one), _WHY.get(one["sort"], ""))


_WHY = {
    "deja": "La description le dit déjà.",
    "inconnu": "Le modèle d’aujourd’hui n’a pas ce fait : reprenez-le à la main, où il le faut.",
}


def _choices_of(one: Mapping[str, Any]) -> dict[str, str]:
    """What may be chosen of a fact."""
    kept = f"Laisser « {one['maintenant']} »" if one["maintenant"] else "Laisser la réponse telle qu’elle est"
    match one["sort"]:
        case "repris":
            return {TAKE: f"Prendre « {one['texte']} »" if one["texte"] else "Effacer la réponse", LEAVE: kept}
        case "conflit":
            return {TAKE: f"Prendre « {one['texte']} », du document", LEAVE: kept, OTHER: "Écrire autre chose"}
        case "plusieurs":
            typed = {f"{READING}{at}": f"Prendre « {text} »" for at, text in enumerate(one["lus"], 1) if text}
            return {**typed, LEAVE: kept, OTHER: "Écrire autre chose"}
        case "refuse" | "indecis":
            return {LEAVE: kept, OTHER: "Écrire autre chose"}
    return {}


def _words(read: Mapping[str, Any], seen: Counter[str]) -> Iterator[Change]:
    choices = {TAKE: "Accepter", LEAVE: "Refuser"}
    for rank, one in enumerate(read["mots"]):
        key = _key(seen, "mots", one["sort"], one["clause"], one["avant"], one["apres"])
        tracked = tuple(each for each in read["revisions"] if each["rang"] == one["rang"])
        if one["deja"]:
            yield Change("mots", key, one, why="La description le dit déjà.", rank=rank, suivies=tracked)
        else:
            yield Change("mots", key, one, choices, rank=rank, suivies=tracked)


def _remarks(read: Mapping[str, Any], seen: Counter[str]) -> Iterator[Change]:
    for one in read["remarques"]:
        key = _key(seen, "remarque", one["auteur"], one["date"], one["texte"], one["sur"])
        yield Change("remarque", key, one, {TAKE: "En faire une demande de correction", LEAVE: "Ne rien en faire"})


def posted(changes: Iterable[Change], form: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The choices of a form, by key: [what is chosen, what is written]; those that it does not hold stay."""
    chosen = dict(before)
    for one in changes:
        said, text = form.get(f"choix:{one.key}"), form.get(f"texte:{one.key}", "")
        if isinstance(said, str) and said in one.choix:
            chosen[one.key] = [said, text.strip() if isinstance(text, str) and said == OTHER else ""]
    return chosen


def accepted(changes: Iterable[Change], chosen: Mapping[str, Any]) -> tuple[dict[str, str], list[int]]:
    """The facts to write, by path, and the ranks of the words to take."""
    facts: dict[str, str] = {}
    words: list[int] = []
    for one in changes:
        what, text = chosen.get(one.key, (LEAVE, ""))
        if what not in one.choix or what == LEAVE:
            continue
        if one.genre == "mots":
            words.append(one.rank)
        elif one.genre == "fait":
            facts[str(one.said["chemin"])] = _text(one.said, what, text)
    return facts, words


def _text(fact: Mapping[str, Any], what: str, text: str) -> str:
    """What a description will say of a fact."""
    if what == OTHER:
        return text
    if what.startswith(READING):
        return str(fact["lus"][int(what.removeprefix(READING)) - 1])
    return str(fact["texte"])
