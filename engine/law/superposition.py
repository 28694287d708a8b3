"""The files of law of several libraries, laid over one another: entries are added, or corrected by who says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from engine.errors import Finding, InputError, Path, Place, dotted
from engine.libraries.files import parsed
from engine.reading.suggestions import nearest
from engine.reading.yaml_strict import Source
from models.records import dataclass

KEY = "corrige"
_HOW = "Écrivez dans l'entrée « corrige: {par: qui corrige, motif: pourquoi} »."
_ANY = "*"
"""Any name, for `is_entry`."""
_Mapping = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry of law that a library corrects: who says so and why, in which library (its name and version)."""

    par: str
    motif: str
    bibliotheque: str
    place: Place


@dataclass(frozen=True)
class Layer:
    """A file of law in one library (its name and version): what it says, and how messages call it."""

    bibliotheque: str
    nom: str
    content: str
    data: Any

    @cached_property
    def source(self) -> Source:
        """Where each value stands: read again, for this reader is slower than the other."""
        try:
            return parsed(self.content.encode(), self.nom)
        except InputError:
            return Source(self.nom, self.content, {}, {}, {})


@dataclass
class Laid:
    """Files laid over one another: what they say together, what was corrected, and which file says what.

    `origins` are the paths that a layer over the first says, with this layer and their path in it; `wrong` are the
    corrections that do not say who and why, or of what does not exist.
    """

    below: Layer
    data: Any
    corrections: dict[Path, Correction] = field(default_factory=dict)
    origins: dict[Path, tuple[Layer, Path]] = field(default_factory=dict)
    wrong: list[Finding] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where the value at a path stands, in the file that says it."""
        source, here = self._source(path)
        return source.place(here)

    def key_place(self, path: Path) -> Place:
        """Where the key at a path stands, in the file that says it."""
        source, here = self._source(path)
        return source.key_place(here)

    def _source(self, path: Path) -> tuple[Source, Path]:
        for end in range(len(path), 0, -1):
            if path[:end] in self.origins:
                layer, start = self.origins[path[:end]]
                return layer.source, (*start, *path[end:])
        return self.below.source, path


def laid(layers: Sequence[Layer], is_entry: Callable[[Path], bool]) -> Laid:
    """These files, the lowest first, as one; `is_entry` says which paths are those of entries."""
    first, *above = layers
    found = Laid(first, first.data)
    for layer in above:
        if isinstance(found.data, dict) and isinstance(layer.data, dict):
            found.data = _Over(layer, found, is_entry).group(found.data, layer.data, ())
    return found


@dataclass
class _Over:
    """One layer being laid over what those beneath say."""

    layer: Layer
    found: Laid
    is_entry: Callable[[Path], bool]

    def group(self, below: _Mapping, above: _Mapping, path: Path) -> _Mapping:
        """A group of entries, or of groups."""
        made = dict(below)
        for key, value in above.items():
            here = (*path, str(key))
            if key not in below:
                made[key] = self._added(value, here, below)
            elif self.is_entry(here):
                made[key] = self._corrected(below[key], value, here)
            elif isinstance(value, dict) and isinstance(below[key], dict):
                made[key] = self.group(below[key], value, here)
            elif isinstance(value, list) and isinstance(below[key], list):
                made[key] = self._longer(below[key], value, here)
            else:  # its schema refuses it
                made[key] = self._said(value, here)
        return made

    def _said(self, value: Any, path: Path, own: Path | None = None) -> Any:
        self.found.origins[path] = (self.layer, path if own is None else own)
        return value

    def _added(self, value: Any, path: Path, below: Mapping[Any, Any]) -> Any:
        """A new entry corrects nothing; one that says it does is most often a name that was mistyped."""
        if isinstance(value, dict) and KEY in value:
            near = nearest(str(path[-1]), [str(one) for one in below])
            hint = f"Vouliez-vous dire « {near} » ? Sinon, retirez « {KEY} »." if near else f"Retirez « {KEY} »."
            self._refuse("correction-sans-objet", f"{dotted(path)} : il n'y a rien à corriger de ce nom", hint, path)
            value = {key: one for key, one in value.items() if key != KEY}
        return self._said(value, path)

    def _longer(self, below: list[Any], above: list[Any], path: Path) -> list[Any]:
        """A list with what is added to it; what has the name and the first day of one beneath corrects it."""
        made = list(below)
        ranks = {_called(one): rank for rank, one in enumerate(below) if _called(one)}
        for at, one in enumerate(above):
            if _called(one) in ranks:
                rank = ranks[_called(one)]
                made[rank] = self._corrected(below[rank], one, (*path, rank), (*path, at))
            elif one not in below:
                made.append(self._said(one, (*path, len(made)), (*path, at)))
        return made

    def _corrected(self, below: Any, above: Any, path: Path, own: Path | None = None) -> Any:
        """An entry of which some keys are said again; a key with no value is taken away."""
        own = path if own is None else own
        if not isinstance(below, dict) or not isinstance(above, dict):
            if below == above:
                return below
            hint = "Ajoutez une entrée d'un autre nom, et corrigez celle qui la nomme."
            self._refuse("correction-impossible", f"{dotted(path)} : cette entrée ne se corrige pas", hint, own)
            return self._said(above, path, own)
        made = dict(below)
        changed = False
        for key, value in above.items():
            here = (*path, str(key))
            if key == KEY or (key in below and below[key] == value):
                continue
            if isinstance(value, dict) and isinstance(below.get(key), dict) and self.is_entry((*here, _ANY)):
                made[key] = self.group(below[key], value, here)
                continue
            changed = True
            made[key] = self._said(value, here, (*own, str(key)))
            if value is None:
                del made[key]
        if changed or KEY in above:
            self._signed(above.get(KEY), path, own)
        return made

    def _signed(self, said: Any, path: Path, own: Path) -> None:
        """Who corrects an entry, and why: a correction that does not say both is refused."""
        known = said if isinstance(said, dict) else {}
        missing = [key for key in ("par", "motif") if not str(known.get(key) or "").strip()]
        if missing or len(known) > len(("par", "motif")):
            message = f"{dotted(path)} : cette entrée en corrige une autre sans dire qui la corrige et pourquoi"
            self._refuse("correction-sans-motif", message, _HOW, (*own, KEY) if said else own)
            return
        place = self.layer.source.key_place((*own, KEY))
        correction = Correction(str(known["par"]), str(known["motif"]), self.layer.bibliotheque, place)
        self.found.corrections[path] = correction

    def _refuse(self, code: str, message: str, hint: str, path: Path) -> None:
        place = self.layer.source.key_place(path)
        self.found.wrong.append(Finding(code, f"{message}.", hint=hint, path=path, place=place))


def _called(item: Any) -> tuple[Any, Any] | None:
    """The name and the first day of an item of a list, which tell it from the others; None where it has no name."""
    return (item["nom"], item.get("depuis")) if isinstance(item, dict) and "nom" in item else None
