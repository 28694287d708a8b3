"""The JSON that is written for people as much as for programs: indented, with its accents, on whole lines."""

from __future__ import annotations

import json
from typing import Any


def json_text(said: Any) -> str:
    """Its text, with a last end of line."""
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
