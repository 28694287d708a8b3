"""Rows, each of which answers the questions of its columns."""

from __future__ import annotations

from models.kind import Kind

KIND = Kind(
    name="lignes", python=list, read=lambda value: value, words="", schema={"type": "array"}, example="", many=True
)
