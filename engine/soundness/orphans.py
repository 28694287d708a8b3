"""The files of a library that nothing names, and the models that say no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from engine.errors import Finding, Place, Severity
from engine.libraries.bibliotheque import Bibliotheque, Couche, Fichier, of_the_system
from engine.libraries.communes import named_commons
from engine.libraries.modele import Modele

_READ = ("modele.yaml",)
_FOLDERS = {"tableaux": (".yaml",), "essais": (".yaml",)}
"""The folders of a model in which every file of these names is read."""


def orphans(library: Bibliotheque, models: Sequence[Modele]) -> Iterator[Finding]:
    """The files of the models of a library that no plan names, and the shared sentences that no clause prints."""
    written = [file.chemin for couche in library.couches for file in _files(couche, "") if file.chemin.suffix == ".md"]
    printed = {name for one in written for name in named_commons(one.read_text(encoding="utf-8", errors="replace"))}
    for couche in library.siennes or library.couches:
        yield from _of_models(couche, models)
        for file in _files(couche, "communes"):
            inside = file.nom.removeprefix(f"{couche.nomme('communes')}/")
            if file.chemin.stem not in printed and not _is_a_model(file, inside):
                yield _orphan(file, f"aucune clause n'imprime « {{commun {file.chemin.stem}}} ».")


def _of_models(couche: Couche, models: Sequence[Modele]) -> Iterator[Finding]:
    for nom in dict.fromkeys(model.nom for model in models if (couche, model.nom) in model.lignee):
        heirs = [one for one in models if (couche, nom) in one.lignee]
        named = {f"{name}.md" for one in heirs for part in (one, *one.documents.values()) for name in part.clauses}
        named |= {*_READ, *(one.plan.charte for one in heirs)}
        for file in _files(couche, nom):
            inside = file.nom.removeprefix(f"{couche.nomme(nom)}/")
            first, _, rest = inside.partition("/")
            suffix = file.chemin.suffix
            if inside in named or (rest and suffix in _FOLDERS.get(first, ())) or _is_a_model(file, inside):
                continue
            yield _orphan(file, f"aucun plan ne nomme « {inside} »." if suffix == ".md"
                          else f"cpom ne lit pas « {inside} ».")  # fmt: skip


def unsourced(models: Iterable[Modele]) -> Iterator[Finding]:
    """The models that do not say where their words come from."""
    for model in models:
        if not model.plan.source.texte:
            hint = "Écrivez « source: {texte: … } » : le texte officiel, ou « (sans équivalent : … ) »."
            yield Finding("source-manquante", "le modèle ne dit pas d'où il vient.", hint=hint,
                          place=model.place("source"))  # fmt: skip


def _files(couche: Couche, folder: str) -> list[Fichier]:
    """The files of a folder of a library, or of the whole of it, in order."""
    home = couche.trouve(folder) if folder else Fichier(*couche.racines[0 if couche.installee else -1])
    if home is None or not home.chemin.is_dir():
        return []
    found = (file for file in home.chemin.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    kept = sorted(file for file in found if not of_the_system(file.name) and file.suffix not in (".py", ".pyc"))
    return [Fichier(one, (Path(home.nom) / one.relative_to(home.chemin)).as_posix()) for one in kept]


def _is_a_model(file: Fichier, inside: str) -> bool:
    """Whether a file is of another model, whose folder is inside this one's."""
    return any((parent / "modele.yaml").is_file() for parent in list(file.chemin.parents)[: inside.count("/")])


def _orphan(file: Fichier, message: str) -> Finding:
    hint = "Nommez-le dans un plan, corrigez son nom, ou supprimez-le."
    return Finding("fichier-orphelin", message, Severity.WARNING, hint, place=Place(file.nom))
