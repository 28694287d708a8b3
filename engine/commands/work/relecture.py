"""What was changed by hand in a contract, in lines for a terminal, in the order of the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import cpom
from engine.passages import LEGEND, passages, shown

_LONGEST = 240
_KNOWN = " : la description le dit déjà"
_VERBS = {
    "ajoute": "paragraphe ajouté",
    "retire": "paragraphe retiré",
    "deplace": "paragraphe déplacé",
    "coupe": "paragraphe coupé en deux",
    "joint": "paragraphes joints",
}
_REVISIONS = {"ajout": "ajouté", "retrait": "retiré", "deplacement": "déplacé", "forme": "mis en forme"}
_ARE_COUNTED = {
    "ajoute": "paragraphe ajouté",
    "retire": "paragraphe retiré",
    "deplace": "paragraphe déplacé",
    "coupe": "paragraphe coupé",
    "joint": "paragraphe joint",
    "change": "paragraphe changé",
}


def lines(found: cpom.Relecture, *, colours: bool = False) -> Iterator[str]:
    """The report: what is to be known first, then article by article what was changed, said or left to accept."""
    facts = {one for fact in found.faits for one in fact.constats}
    yield from (str(one) for one in found.constats if one not in facts)
    yield f"{found.document} : {summary(found)}"
    if any(one.sort == "change" for one in found.mots):
        yield f"    {LEGEND}"
    told = sorted(_told(found, colours=colours), key=lambda one: (one[0], one[1]))
    above = ""
    for _, _, where, line in told:
        if where != above:
            yield ""
            yield where
            above = where
        yield f"    {line}"
    for one in found.clauses_perdues:
        where = f"ses mots sont dans « {one.dans} »" if one.dans else "ses mots ne sont plus nulle part"
        yield f"clause « {one.clause} » introuvable : {where}"


def summary(found: cpom.Relecture) -> str:
    """« 2 faits changés, 1 paragraphe ajouté ; 1 commentaire, 3 révisions en attente (Mme Martin) »."""
    counted = [("fait changé", len(found.faits)), ("chiffre calculé changé", len(found.chiffres))]
    fates = Counter[str](one.sort for one in found.mots)
    counted += [(words, count) for fate, words in _ARE_COUNTED.items() if (count := fates.get(fate))]
    changed = ", ".join(_plural(count, words) for words, count in counted if count)
    said = []
    if found.remarques:
        said.append(f"{_plural(len(found.remarques), 'commentaire')} ({_authors(found.remarques)})")
    if found.revisions:
        said.append(f"{_plural(len(found.revisions), 'révision')} en attente ({_authors(found.revisions)})")
    return " ; ".join(filter(None, (changed or "rien n'a été changé à la main", ", ".join(said))))


def _authors(held: Iterable[cpom.Remarque | cpom.Revision]) -> str:
    return ", ".join(dict.fromkeys(one.auteur or "sans nom" for one in held))


def _plural(count: int, words: str) -> str:
    return f"{count} {' '.join(f'{one}s' for one in words.split()) if count > 1 else words}"


def _told(found: cpom.Relecture, *, colours: bool) -> Iterator[tuple[int, int, str, str]]:
    """Each change, with what orders it and its article."""
    for fact in found.faits:
        for line in _fact(fact):
            yield fact.rang, 0, fact.ou, line
    for words in found.mots:
        for line in _words(words, colours=colours):
            yield words.rang, 1, words.ou, line
    for figure in found.chiffres:
        line = f"chiffre {figure.case} : {figure.ancien} → {figure.lu} (calculé : changez les faits dont il vient)"
        yield figure.rang, 2, figure.ou, line
    for one in found.remarques:
        about = f" sur « {_short(one.sur, 60)} »" if one.sur else ""
        yield one.rang, 3, one.ou, f"commentaire de {_who(one)}{about} : {_short(one.texte)}"
        for reply in one.reponses:
            yield one.rang, 3, one.ou, f"    réponse de {_who(reply)} : {_short(reply.texte)}"
    for change in found.revisions:
        line = f"révision en attente de {_who(change)} : {_REVISIONS[change.sort]} « {_short(change.texte)} »"
        yield change.rang, 4, change.ou, line


def _fact(one: cpom.FaitRelu) -> Iterator[str]:
    label = f" ({one.libelle})" if one.libelle else ""
    lus = " ou ".join(f"« {_short(text)} »" if text else "effacé" for text in one.lus) or "?"
    whole = one.changees == one.places
    where = f", à {'ses' if whole else f'{one.changees} de ses'} {one.places} places"
    where = where if one.places > 1 and one.changees else ""
    where += " (les autres suivront)" if where and one.sort == "repris" and not whole else ""
    known = _KNOWN if one.sort == "deja" else ""
    yield f"fait {one.chemin}{label} : « {_short(one.ancien)} » → {lus}{where}{known}"
    yield from (f"    {line}" for finding in one.constats for line in str(finding).splitlines())


def _words(one: cpom.MotsRelus, *, colours: bool) -> Iterator[str]:
    known = _KNOWN if one.deja else ""
    if one.sort == "change":
        yield from (f"mots : {shown(passage, colours=colours)}{known}" for passage in passages(one.avant, one.apres))
    else:
        yield f"{_VERBS[one.sort]} : « {_short(one.apres or one.avant)} »{known}"


def _who(one: cpom.Remarque | cpom.Revision) -> str:
    day = "/".join(reversed(one.date[:10].split("-"))) if one.date else ""
    return f"{one.auteur or 'quelqu’un'}{f' ({day})' if day else ''}"


def _short(text: str, longest: int = _LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]}…"
