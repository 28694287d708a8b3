"""What clauses are templates of: the sandbox in which they see facts and call the functions of their language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context

from engine.assembly.derived import FROM
from engine.assembly.facts import Vue, finalize
from engine.compiling.cache import CompiledClauses, cache_home
from engine.compiling.parsing import SYNTAX
from engine.compiling.templates import Bodies, Titles, TracedBodies

LANGUAGE = "_langue"
_FILTERS = (
    "euros",
    "euros_lettres",
    "jour",
    "duree",
    "de_duree",
    "a_lieu",
    "lettres",
    "ecrit",
    "vierge",
    "au_moins",
    "enumere",
    "en_phrase",
    "sans_civilite",
    "sans_point",
)


def _filter(name: str) -> Callable[..., Any]:
    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        return context.parent[LANGUAGE].filters[name](value, *args, **kwargs)

    return filtered


@pass_context
def _finalize(context: Context, value: Any) -> str:
    return finalize(value, context.parent[LANGUAGE].printed)


class _Facts:
    """A sandbox that looks no further where facts are asked: they are all that a group of facts has."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a clause may look at this attribute."""
        return not attr.startswith("_") if isinstance(obj, Vue) else super().is_safe_attribute(obj, attr, value)  # type: ignore[misc]


class _Bodies(_Facts, Bodies):
    """The bodies of clauses."""


class _TracedBodies(_Facts, TracedBodies):
    """The same, with what their words come from."""


class _Titles(_Facts, Titles):
    """Their titles, and the labels of tables."""


_Environment = _Bodies | _Titles | _TracedBodies


class Names(Context):
    """The names of a clause: those that it looks at are kept, so that a fact which serves in nothing is told."""

    def resolve_or_missing(self, key: str) -> Any:
        """What a name is."""
        language = self.parent.get(LANGUAGE)
        if language is not None:
            language.printed.read.update(FROM.get(key) or ((key,),))
        return super().resolve_or_missing(key)


def _made(kind: type[_Environment]) -> _Environment:
    environment = kind(
        undefined=StrictUndefined,
        finalize=_finalize,
        loader=FunctionLoader(lambda text: text),  # a template is named by its own text
        cache_size=-1,
        **SYNTAX,
    )
    environment.context_class = Names
    environment.filters.update({name: _filter(name) for name in _FILTERS})
    environment.bytecode_cache = CompiledClauses(cache_home()).of(environment)
    return environment


BODIES, TITLES, TRACED = _made(_Bodies), _made(_Titles), _made(_TracedBodies)


def rendered(template: Template, context: Context) -> str:
    """What `Template.render` does, with the names of the contract made ready once: no clause changes them."""
    try:
        return "".join(template.root_render_func(context))
    except Exception:
        template.environment.handle_exception()
