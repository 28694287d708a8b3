"""What the server writes of what it does: lines to read, or one object of JSON a line for whatever gathers them.

The address of a request has no secret: `engine.bureau.app` holds the journal of accesses to it.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

JSON: Final = "json"
_ACCESS: Final = ("adresse", "methode", "chemin", "http", "statut")
"""What uvicorn says of a request, in its order."""


class JsonLines(logging.Formatter):
    """An event as a line of JSON: when, how grave, of which journal, its message; of a request, its parts."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said: dict[str, Any] = {
            "quand": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.lower(),
            "journal": record.name,
            "message": record.getMessage(),
            "processus": record.process,
        }
        if record.name == "uvicorn.access" and isinstance(record.args, tuple) and len(record.args) == len(_ACCESS):
            said |= dict(zip(_ACCESS, record.args, strict=True))
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def configuration(journal: str) -> dict[str, Any]:
    """The journals of a process, for `logging.config.dictConfig`: « texte » or « json », on standard error."""
    lines = {"()": JsonLines} if journal == JSON else {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lignes": lines},
        "handlers": {"erreur": {"class": "logging.StreamHandler", "formatter": "lignes", "stream": "ext://sys.stderr"}},
        "root": {"handlers": ["erreur"], "level": "WARNING"},
        "loggers": {
            "uvicorn": {"level": "INFO", "handlers": ["erreur"], "propagate": False},
            "uvicorn.error": {"level": "INFO"},
            "uvicorn.access": {"level": "INFO"},
            "engine.bureau": {"level": "INFO"},
        },
    }
