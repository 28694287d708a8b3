"""Every name of the interface is imported when it is first asked for, from the module that it is said to be in."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import cpom


def test_the_names_that_are_imported_are_those_that_are_told() -> None:
    assert sorted(cpom._OF) == sorted(cpom.__all__)
    assert set(cpom.__all__) <= set(dir(cpom))


@pytest.mark.parametrize("name", sorted(cpom.__all__))
def test_a_name_is_what_its_module_has_and_never_a_module(name: str) -> None:
    assert getattr(cpom, name) is getattr(import_module(cpom._OF[name]), name)
    assert not isinstance(getattr(cpom, name), ModuleType)


def test_importing_cpom_imports_nothing_else_of_it() -> None:
    asked = "import sys, cpom; print(*(one for one in sys.modules if one.split('.')[0] in ('engine', 'models')))"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == ""


def test_an_unknown_name_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="module 'cpom' has no attribute 'inconnu'"):
        getattr(cpom, "inconnu")  # noqa: B009 - as a program would
