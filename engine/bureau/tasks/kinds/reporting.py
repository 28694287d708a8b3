"""What came of a task about a programmation, kept as data, of which its page is made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from engine.bureau.programmations.reports import REPORT
from engine.bureau.tasks.task import Task, kept


def kept_report(task: Task, kind: str, content: Mapping[str, Any]) -> str:
    """Keep a report of a kind (« import », « changements », « lot », « envois »): the address of its page."""
    text = json.dumps({"genre": kind, **content}, ensure_ascii=False).encode()
    found: list[str] = []
    task.write(lambda db: found.append(kept(db, task, f"{kind}.json", text, REPORT)))
    return f"/programmations/{task.programmation}/rapports/{found[0]}"
