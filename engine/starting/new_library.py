"""The first files of a library: those of its model, whole or inherited, and those of every library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.clause import Clause
from engine.libraries.modele import Modele
from engine.libraries.plan import entries

_COPIED = "duree"
"""The clause that is copied from a parent, where it has one of this name: every contract has a duration."""
_EFFECT = "1er janvier 2027"
_COMPARE = """Voir ce que le modèle change de celui dont il hérite :

    cpom bibliotheque comparer {nom}

"""
_NO_EXAMPLE = """# La description d'un contrat : « cpom questionnaire {nom} » dit tous les faits qu'elle peut donner.
modele: {nom}
effet: 2027-01-01
duree: 5 ans
"""


def first_files(
    library: Bibliotheque, dossier: str, nom: str, parent: Modele | None, beneath: Sequence[str]
) -> dict[str, bytes]:
    """The files of a new library laid over another, by their paths in it.

    `dossier` is what it is called, `beneath` the folders of the libraries of users that it is laid over.
    """
    words = {"MODELE": nom, "DOSSIER": dossier, "TITRE": _quoted(dossier), "CLAUSE": "objet", "COMPARER": ""}
    if parent is None:
        found = _files("tous", words) | _files("entier", words)
    else:
        clause = _to_change(parent)
        words |= {"PARENT": parent.nom, "CLAUSE": clause.id, "COMPARER": _COMPARE.format(nom=nom),
                  "SOURCE": _quoted(clause.en_tete.source), "MOTS": _quoted(_words(clause))}  # fmt: skip
        found = _files("tous", words) | _files("herite", words)
        found[f"modeles/{nom}/{clause.id}.md"] = _copied(parent, clause)
        found["exemples/contrat.yaml"] = _example(parent, nom)
    if beneath:
        found["bibliotheque.yaml"] += f"herite: [{', '.join(map(_quoted, beneath))}]\n"
    whole = {path: text.encode() for path, text in found.items()}
    neutral = library.trouve("chartes/neutre.docx")
    return whole | ({"chartes/a-modifier.docx": neutral.chemin.read_bytes()} if neutral else {})


def _files(folder: str, words: Mapping[str, str]) -> dict[str, str]:
    return dict(_read(files("engine.starting") / folder, "", words))


def _read(folder: Traversable, path: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        inside = f"{path}/{one.name}" if path else one.name
        if one.is_dir():
            yield from _read(one, inside, words)
        else:
            yield _filled(inside, words), _filled(one.read_text(encoding="utf-8"), words)


def _filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub(rf"\b(?:{'|'.join(words)})(?![a-z])", lambda found: words[found[0]], text)


def _quoted(words: str) -> str:
    """A text as YAML reads it whatever it holds."""
    return "'" + words.replace("'", "''") + "'"


def _to_change(parent: Modele) -> Clause:
    """The clause that is copied for the user to change."""
    return parent.clauses.get(_COPIED) or parent.clauses[next(entries(parent.plan.articles)).clause]


def _text(library: Bibliotheque, fichier: str) -> str:
    return library.chemin(fichier).read_text(encoding="utf-8-sig")


def _copied(parent: Modele, clause: Clause) -> str:
    text = _text(parent.bibliotheque, clause.fichier)
    told = (
        f"# Copiée du modèle « {parent.nom} », à changer. Sa source reste ; « ecarts » dit les mots changés exprès.\n"
    )
    return text.replace("---\n", f"---\n{told}", 1)


def _words(clause: Clause) -> str:
    """What a contract that has this clause says, whatever its other facts."""
    return _EFFECT if "{{ effet }}" in clause.corps else clause.en_tete.titre


def _example(parent: Modele, nom: str) -> str:
    """The example of the parent, or of a model that it inherits from, told of this model."""
    for couche, model in parent.lignee:
        for name in (f"exemples/{model}-premier-jet.yaml", "exemples/contrat.yaml"):
            file = couche.trouve(name)
            text = file.chemin.read_text(encoding="utf-8-sig") if file else ""
            own = re.compile(rf"^modele:[ ]*{re.escape(model)}[ ]*$", re.MULTILINE)
            if own.search(text):
                return own.sub(f"modele: {nom}", text)
    return _NO_EXAMPLE.format(nom=nom)
