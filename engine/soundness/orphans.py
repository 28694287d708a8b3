"""The files of a library that nothing names, and the models that say no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from engine.errors import Finding, Place, Severity
from engine.library.communes import named_commons
from engine.library.modele import Modele

_READ = ("modele.yaml",)
_FOLDERS = {"tableaux": (".yaml",), "essais": (".yaml",)}
"""The folders of a model in which every file of these names is read."""


def orphans(folder: Path, models: Sequence[Modele]) -> Iterator[Finding]:
    """The files of the models of a folder that no plan names, and the shared sentences that no clause prints."""
    for model in models:
        home = folder / model.nom
        heirs = [one for one in models if any(str(place) == str(home) for place in one.dossiers)]
        named = {f"{name}.md" for one in heirs for part in (one, *one.documents.values()) for name in part.clauses}
        named |= {*_READ, *(one.plan.charte for one in heirs)}
        for file in _files(home):
            inside = file.relative_to(home).as_posix()
            first, _, rest = inside.partition("/")
            if inside in named or (rest and file.suffix in _FOLDERS.get(first, ())) or _is_a_model(file, home):
                continue
            yield _orphan(file, folder, f"aucun plan ne nomme « {inside} »." if file.suffix == ".md"
                          else f"cpom ne lit pas « {inside} ».")  # fmt: skip
    commons = folder / "communes"
    written = (file.read_text(encoding="utf-8", errors="replace") for file in _files(folder) if file.suffix == ".md")
    printed = {name for text in written for name in named_commons(text)}
    for file in _files(commons) if commons.is_dir() else ():
        if file.stem not in printed:
            yield _orphan(file, folder, f"aucune clause n'imprime « {{commun {file.stem}}} ».")


def unsourced(models: Iterable[Modele]) -> Iterator[Finding]:
    """The models that do not say where their words come from."""
    for model in models:
        if not model.plan.source.texte:
            hint = "Écrivez « source: {texte: … } » : le texte officiel, ou « (sans équivalent : … ) »."
            yield Finding("source-manquante", "le modèle ne dit pas d'où il vient.", hint=hint,
                          place=model.place("source"))  # fmt: skip


def _files(folder: Path) -> list[Path]:
    found = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return sorted(file for file in found if not file.name.startswith(".") and file.suffix not in (".py", ".pyc"))


def _is_a_model(file: Path, home: Path) -> bool:
    """Whether a file is of another model, whose folder is inside this one's."""
    inner = file.parent
    while inner != home:
        if (inner / "modele.yaml").is_file():
            return True
        inner = inner.parent
    return False


def _orphan(file: Path, folder: Path, message: str) -> Finding:
    hint = "Nommez-le dans un plan, corrigez son nom, ou supprimez-le."
    place = Place(f"clauses/{file.relative_to(folder).as_posix()}")
    return Finding("fichier-orphelin", message, Severity.WARNING, hint, place=place)
