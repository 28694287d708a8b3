"""The description of a contract in YAML, as its programmation writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from engine.lately import Lately

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""That of libyaml, where it is there, is four times as fast."""
_LATELY: Lately[str] = Lately(256)
_LONGEST = 500
"""Characters; what is longer is told by one contract alone, as its establishments are."""


def in_yaml(facts: Mapping[str, Any]) -> str:
    """The text of a description that says these facts."""
    return "".join(_of_a_key(key, value) for key, value in facts.items())


def _of_a_key(key: str, value: object) -> str:
    """What stands under one key; contracts say the same under most of theirs, which is written once."""
    asked = key, repr(value)
    if len(asked[1]) > _LONGEST:
        return _dumped(key, value)
    found = _LATELY.get(asked)
    if found is None:
        found = _dumped(key, value)
        _LATELY.put(asked, found)
    return found


def _dumped(key: str, value: object) -> str:
    return str(yaml.dump({key: value}, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100))
