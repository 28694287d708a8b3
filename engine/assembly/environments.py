"""What clauses are templates of: the sandbox in which they see facts and call the functions of their language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, nodes, pass_context
from jinja2.runtime import Context
from jinja2.utils import missing

from engine.assembly.budget import Budget, cost_of, counted, counting, size
from engine.assembly.derived import FROM, YEARS
from engine.assembly.facts import Vue, finalize
from engine.assembly.filters import FIGURES
from engine.assembly.functions import Language
from engine.assembly.organisme import Organisme
from engine.assembly.parties import en_adresse, en_phrase, sans_civilite, sans_point
from engine.compiling.cache import CompiledClauses
from engine.compiling.own_folder import cache_home
from engine.compiling.parsing import SYNTAX
from engine.compiling.pieces import Piece
from engine.compiling.shown import COUNTED, SHOWN
from engine.compiling.templates import Bodies, Titles, TracedBodies

LANGUAGE, FACTS = "_langue", "_faits"
_KEPT = 200


def _of_its_language(function: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        return function(context.parent[LANGUAGE], value, *args, **kwargs)

    return filtered


FILTERS: Mapping[str, Callable[..., Any]] = {
    **FIGURES,
    "en_adresse": en_adresse,
    "en_phrase": en_phrase,
    "sans_civilite": sans_civilite,
    "sans_point": sans_point,
    "ecrit": _of_its_language(Language.written),
    "vierge": _of_its_language(Language.vierge),
    "au_moins": _of_its_language(Language.au_moins),
    "enumere": _of_its_language(Language.enumere),
}
"""What clauses put values through, beside what Jinja has."""


@pass_context
def _finalize(context: Context, value: Any) -> str:
    return finalize(value, context.parent[LANGUAGE].printed)


_LITTLE = (SHOWN, COUNTED)
"""What ends the name of an attribute at which a clause does not look whole."""


class _Facts:
    """A sandbox that looks no further where facts are asked: they are all that a group of facts has."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a name of something is; where a clause does little with it, as much of it (engine.compiling.shown)."""
        how = attribute[-1:]
        if how not in _LITTLE:
            return super().getattr(obj, attribute)  # type: ignore[misc]
        name = attribute[:-1]
        if how == SHOWN and isinstance(obj, Vue | Organisme) and name in obj.names():
            return obj.shown(name)
        if how == COUNTED and isinstance(obj, Vue) and name in obj.names():
            return obj.counted(name)
        return super().getattr(obj, name)  # type: ignore[misc]

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same, of the items of a list."""
        if isinstance(argument, str) and argument.endswith(SHOWN):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)  # type: ignore[misc]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a clause may look at this attribute."""
        return not attr.startswith("_") if isinstance(obj, Vue) else super().is_safe_attribute(obj, attr, value)  # type: ignore[misc]


class _Bodies(_Facts, Bodies):
    """The bodies of clauses."""


class _TracedBodies(_Facts, TracedBodies):
    """The same, with what their words come from."""


class _Titles(_Facts, Titles):
    """Their titles, and the labels of tables."""


class _OfTheParties:
    """What a contract's own words are templates of: they count what they cost (engine.assembly.budget)."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether they may look at this attribute: at no method of a text, of a list or of a number."""
        method = callable(value) and isinstance(obj, str | bytes | list | tuple | dict | int | float | Decimal)
        return not method and super().is_safe_attribute(obj, attr, value)  # type: ignore[misc]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a name of something is: all that they print is counted by its size."""
        return super().getattr(obj, attribute[:-1] if attribute[-1:] in _LITTLE else attribute)  # type: ignore[misc]

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in Jinja
        """What a call gives, counted."""
        _budget(__context).spend(cost_of(__obj, args))
        return super().call(__context, __obj, *args, **kwargs)  # type: ignore[misc]


class _BodiesOfTheParties(_OfTheParties, _Bodies):
    @staticmethod
    def pieces(tree: nodes.Template) -> tuple[Piece, ...]:
        return _counted(_Bodies.pieces, tree)


class _TracedBodiesOfTheParties(_OfTheParties, _TracedBodies):
    @staticmethod
    def pieces(tree: nodes.Template) -> tuple[Piece, ...]:
        return _counted(_TracedBodies.pieces, tree)


class _TitlesOfTheParties(_OfTheParties, _Titles):
    @staticmethod
    def pieces(tree: nodes.Template) -> tuple[Piece, ...]:
        return _counted(_Titles.pieces, tree)


def _counted(pieces: Callable[[nodes.Template], Sequence[Piece]], tree: nodes.Template) -> tuple[Piece, ...]:
    """The pieces of a text, whose statements count: their origin is that of what was written."""
    found = tuple(pieces(tree))
    counted(tree)
    return found


def _budget(context: Context) -> Budget:
    budget: Budget = context.parent[LANGUAGE].budget
    return budget


@pass_context
def _finalize_counted(context: Context, value: Any) -> str:
    said = finalize(value, context.parent[LANGUAGE].printed)
    _budget(context).spend(max(size(value), len(said)))
    return said


AnEnvironment = _Bodies | _Titles | _TracedBodies


class Names(Context):
    """The names of a clause: those that it looks at are kept, so that a fact which serves in nothing is told."""

    def resolve_or_missing(self, key: str) -> Any:
        """What a name is."""
        language = self.parent.get(LANGUAGE)
        found = super().resolve_or_missing(key)
        if language is None:
            return found
        printed = language.printed
        # The dates that make the years serve, and are not looked at.
        served = printed.apart if printed.apart and key in YEARS else printed
        served.read.update(FROM.get(key) or ((key,),))
        facts = self.parent[FACTS]
        return facts[key] if found is missing and key in facts else found


def _made(
    kind: type[AnEnvironment], finalize: Callable[[Context, Any], str] = _finalize, kept: int | None = None
) -> AnEnvironment:
    """An environment; of what it compiles it keeps everything, on disk too, or as many texts as `kept`, in memory."""
    environment = kind(
        undefined=StrictUndefined,
        finalize=finalize,
        loader=FunctionLoader(lambda text: text),  # a template is named by its own text
        cache_size=-1 if kept is None else kept,
        **SYNTAX,
    )
    environment.context_class = Names
    environment.filters |= FILTERS
    if kept is None:
        environment.bytecode_cache = CompiledClauses(cache_home()).of(environment)
    return environment


BODIES, TITLES, TRACED = _made(_Bodies), _made(_Titles), _made(_TracedBodies)
_THEIRS: Mapping[AnEnvironment, type[AnEnvironment]] = {
    BODIES: _BodiesOfTheParties, TITLES: _TitlesOfTheParties, TRACED: _TracedBodiesOfTheParties
}  # fmt: skip


@cache
def of_the_parties(environment: AnEnvironment) -> AnEnvironment:
    """The same environment for the words of a description: what it compiles is counted, and kept for a while only."""
    theirs = _made(_THEIRS[environment], finalize=_finalize_counted, kept=_KEPT)
    theirs.filters.update({name: counting(one, _budget) for name, one in theirs.filters.items()})
    return theirs


def rendered(template: Template, context: Context) -> str:
    """What `Template.render` does, with the names of the contract made ready once: no clause changes them."""
    try:
        return "".join(template.root_render_func(context))
    except Exception:
        template.environment.handle_exception()
