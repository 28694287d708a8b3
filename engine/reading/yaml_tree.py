"""The tree of a YAML file, built from the parser's events, with all that is refused in it.

Events don't recurse as PyYAML's nodes do, so that no nesting can exhaust the stack, and nothing is typed (`010001234`,
`non`, `12:30` stay as they are written; YAML 1.1 would make other things of them, https://yaml.org/type/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

import yaml

from engine.errors import Finding, Path, Place, Severity
from engine.reading.decoding import FORBIDDEN, MOST_FINDINGS, describe
from engine.reading.invisibles import cleaned
from engine.reading.suspects import MAY_BE_SUSPECT, suspicions
from engine.reading.suspicion import Suspicion
from engine.reading.yaml_by_key import sound_by_key
from engine.reading.yaml_sound import GLUED_COMMENT, NULL, sound
from models.chemins import DEEPEST
from models.records import dataclass

MOST_NODES = 100_000
# libyaml is ten times faster than the pure Python parser, which says the same.
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_QUOTE_IT = 'Si c\'est un texte, mettez-le entre guillemets : "…".'


@dataclass(slots=True)
class _Level:
    """A mapping or a list being read; `key` is the key that awaits its value, `seen` where each key first stood."""

    path: Path
    container: list[Any] | dict[str, Any]
    flow: bool
    is_key: bool
    key: str | None = None
    seen: dict[str, Place] = field(default_factory=dict)

    @property
    def awaits_key(self) -> bool:
        """Whether the next node is a key."""
        return self.key is None and isinstance(self.container, dict)

    @property
    def next_path(self) -> Path:
        """The path of the next value."""
        return (*self.path, len(self.container) if isinstance(self.container, list) else self.key or "")

    def add(self, value: Any) -> None:
        """Store a value; of two values of one key, the first is kept."""
        if isinstance(self.container, list):
            self.container.append(value)
        else:
            self.container.setdefault(self.key or "", value)
            self.key = None


class _StopReadingError(Exception):
    """The rest of the file cannot be read; the findings say why."""


class Tree:
    """Builds the tree of one file from its events, and gathers all that is wrong with it."""

    def __init__(self, text: str, name: str, findings: list[Finding]) -> None:
        self.text = text
        self.name = name
        self.findings = findings
        self._places: dict[Path, Place] = {}
        self._key_places: dict[Path, Place] = {}
        self.places: Mapping[Path, Place] = self._places
        self.key_places: Mapping[Path, Place] = self._key_places
        self.levels: list[_Level] = []
        self.root: Any = None
        self.nodes = self.documents = 0
        self.stopped_at: Finding | None = None
        self.suspect = False

    def read(self) -> bool:
        """Read the file; False where something stopped the reading."""
        if LOADER is not yaml.BaseLoader:
            of_a_file = (self.text, self.name, DEEPEST, MOST_NODES)
            if found := sound_by_key(*of_a_file) or sound(*of_a_file):
                self.root, self.places, self.key_places = found
                return True
        return self.read_events()

    def read_events(self) -> bool:
        """Read every event, with all that is wrong; False where something stopped the reading."""
        self.suspect = "\\" in self.text or bool(MAY_BE_SUSPECT.search(self.text))
        loader = LOADER(self.text)
        last: Any = None
        try:
            while loader.check_event():
                event = loader.get_event()
                self._take(event)
                last = event
        except yaml.MarkedYAMLError as error:
            from engine.reading.yaml_syntax import explain  # noqa: PLC0415 - of what is no YAML

            self.stopped_at = explain(error, self.text, self.name, last)
            self.findings.append(self.stopped_at)
        except (yaml.YAMLError, ValueError, OverflowError):  # an escape beyond Unicode, in the pure Python parser
            place = self._place(last.end_mark) if last else Place(self.name)
            message = "ce qui suit ne peut pas être lu."
            self.findings.append(Finding("yaml-syntaxe", message, hint="Vérifiez les « \\ ».", place=place))
        except _StopReadingError:
            pass
        else:
            return True
        finally:
            loader.dispose()
        return False

    def _place(self, mark: Any) -> Place:
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _report(
        self, code: str, message: str, hint: str, event: Any, place: Place | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:  # fmt: skip
        wrong = severity is Severity.ERROR
        if wrong or len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(code, message, severity, hint, place=place or self._place(event.start_mark)))
        if wrong and len(self.findings) >= MOST_FINDINGS:  # what is only doubtful never stops the reading
            raise _StopReadingError

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._check_node(event)
            if self.levels and self.levels[-1].awaits_key:
                self._take_key(event)
            else:
                self._take_value(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(self.levels.pop())
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                hint = "Un fichier décrit un seul contrat : faites-en deux fichiers, ou supprimez la ligne « --- »."
                self._report("yaml-plusieurs-documents", "un deuxième document commence ici.", hint, event)
                raise _StopReadingError

    def _check_node(self, event: Any) -> None:
        """Refuse what no node may have, and what exceeds the bounds."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            hint = "Ce n'est sans doute pas la description d'un contrat."
            self._report("yaml-trop-long", f"le fichier a plus de {MOST_NODES} valeurs.", hint, event)
            raise _StopReadingError
        if isinstance(event, yaml.AliasEvent):
            message = f"« *{event.anchor} » est un alias YAML ; les alias ne sont pas admis."
            self._report("yaml-alias", message, f"Répétez la valeur ici. {_QUOTE_IT}", event)
            return
        if event.anchor:
            message = f"« &{event.anchor} » est une ancre YAML ; les ancres ne sont pas admises."
            self._report("yaml-ancre", message, f"Supprimez-la. {_QUOTE_IT}", event)
        if event.tag:
            message = "« ! » commence une étiquette YAML ; les étiquettes ne sont pas admises."
            self._report("yaml-etiquette", message, f"Supprimez-la. {_QUOTE_IT}", event)
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event)

    def _check_scalar(self, event: Any) -> None:
        """Characters written as escapes, and text that YAML would silently cut."""
        forbidden = FORBIDDEN.search(event.value)
        if forbidden:
            message = f"caractère interdit, écrit par son code ({describe(forbidden.group()[0])})."
            self._report("caractere-interdit", message, "Supprimez ce code du texte.", event)
        elif self.suspect:
            for one in suspicions(event.value):
                self._suspect(one, event)
        if event.style:
            return
        start, end = event.start_mark.index, event.end_mark.index
        if self.levels and self.levels[-1].flow and re.match(r"\d,\d", self.text[max(start - 2, 0) : start + 1]):
            message = "cette virgule sépare deux valeurs, entre crochets ou accolades."
            hint = "Un nombre à virgule s'y met entre guillemets (\"12,50\") ; deux valeurs s'écrivent « 12, 50 »."
            self._report("yaml-virgule", message, hint, event)
        comment = GLUED_COMMENT.match(self.text, end)
        if comment:
            place = Place(self.name, event.end_mark.line + 1, event.end_mark.column + len(comment.group()) - 1)
            message = "« # » après une espace commence un commentaire : la suite de la ligne serait perdue."
            hint = f"{_QUOTE_IT} Si c'est un commentaire, mettez une espace après « # »."
            self._report("yaml-diese", message, hint, event, place)

    def _suspect(self, one: Suspicion, event: Any) -> None:
        """Tell a suspicion where the file writes it, or else where its value begins."""
        start, end = event.start_mark.index, event.end_mark.index
        at = self.text.find(event.value[one.start], start, end)
        line = self.text.count("\n", start, at) if at >= 0 else 0
        column = at - self.text.rfind("\n", 0, at) if at >= 0 else event.start_mark.column + 1
        place = Place(self.name, event.start_mark.line + line + 1, column)
        self._report(one.code, one.message, one.hint, event, place, one.severity)

    def _take_key(self, event: Any) -> None:
        level = self.levels[-1]
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                hint = 'Un texte qui commence par « { » ou « [ » se met entre guillemets : "…".'
                self._report("yaml-cle", "une clé doit être un texte, et non une liste ou un groupe.", hint, event)
                self._open(event, is_key=True)
            level.key = ""
            return
        written = cleaned(event.value)
        key = written.strip()
        level.key = key
        place = self._place(event.start_mark)
        self._key_places.setdefault(level.next_path, place)
        self._check_key(event, key, written)
        if key in level.seen:
            message = f"la clé « {key} » est écrite deux fois (déjà ligne {level.seen[key].line})."
            self._report("yaml-cle-double", message, "Gardez-en une seule.", event)
        level.seen.setdefault(key, place)

    def _check_key(self, event: Any, key: str, written: str) -> None:
        if not key:
            self._report("yaml-cle", "une clé manque avant « : ».", "Écrivez « clé: valeur ».", event)
        elif key == "<<" and not event.style:
            hint = "Recopiez les clés du groupe."
            self._report("yaml-fusion", "« << » est une fusion YAML ; les fusions ne sont pas admises.", hint, event)
        elif key != written:
            hint = "Remplacez les espaces insécables par des espaces ordinaires, ou supprimez-les."
            self._report("yaml-espace", f"une espace insécable touche la clé « {key} ».", hint, event)

    def _take_value(self, event: Any) -> None:
        path = self.levels[-1].next_path if self.levels else ()
        self._places.setdefault(path, self._place(event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            value = cleaned(event.value)
            self._add(None if not event.style and value in NULL else value)
        elif isinstance(event, yaml.AliasEvent):
            self._add(None)
        else:
            self._open(event, is_key=False)

    def _open(self, event: Any, *, is_key: bool) -> None:
        if len(self.levels) >= DEEPEST:
            hint = "Vérifiez les crochets, les accolades et les tirets."
            self._report("yaml-profondeur", f"plus de {DEEPEST} niveaux sont emboîtés.", hint, event)
            raise _StopReadingError
        path = self.levels[-1].next_path if self.levels else ()
        container: list[Any] | dict[str, Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self.levels.append(_Level(path, container, bool(event.flow_style), is_key))

    def _close(self, level: _Level) -> None:
        if not level.is_key:
            self._add(level.container)

    def _add(self, value: Any) -> None:
        if self.levels:
            self.levels[-1].add(value)
        else:
            self.root = value
