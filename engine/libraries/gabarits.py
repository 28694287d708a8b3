"""The braces and the marks in the YAML of a library: which of its texts have blanks to fill in (« Année {cle} »).

A text that is no such model is printed as it is: a brace there would be read in a contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.errors import Finding
from engine.reading.suggestions import nearest
from engine.reading.yaml_strict import Source
from models import chemins
from models.regexes import regex

_ANY = ("…",)
"""Names that are checked where the facts or the rubriques of the model are known."""
_BLANKS: Mapping[str, tuple[str, ...]] = {
    "numerotation.motif": ("n", "parent"),
    "numerotation_annexes.motif": ("n", "parent"),
    "visas.mention": ("articles",),
    "series.libelle": ("cle",),
    "series.premier": ("cle",),
    "series.avant": ("cle",),
    "controles.message": _ANY,
    "echeances.objet": _ANY,
}
"""The texts that have blanks, by their keys, and what may fill them in."""
_CODE = regex(r"(?:(?:rubriques|parametres)\.(?:libelle|court|titre)|graphiques\.titre|titre|coin)\Z")
"""The texts that are code of the clauses."""
_ELSEWHERE = ("ecarts", "remarques", "constantes", "vierge", "derives", "signatures")
"""What is never printed, or is read as the text of a clause is."""
_BRACES = regex(r"\{[^{}]*\}|[{}]")
_MARKS = ("^[", "](", "{?", "?}", ":::")
_OF_A_CLAUSE = "Les marques s'écrivent dans le texte d'une clause (et dans son titre), jamais ici."


def brace_mistakes(source: Source, *, of_clause: bool) -> Iterator[Finding]:
    """The braces that nothing fills in and the marks that nothing reads, in a YAML file of a library."""
    for path, words in chemins.written(source.data):
        keys = ".".join(chemins.noms(path))
        if not isinstance(words, str) or path[0] in _ELSEWHERE or (of_clause and keys == "titre"):
            continue
        if mark := next((one for one in _MARKS if one in words), ""):
            message = f"« {mark} » : aucune marque n'est lue dans « {keys} »."
            yield Finding("marque-hors-clause", message, hint=_OF_A_CLAUSE, path=path, place=source.place(path))
        elif not _CODE.match(keys):
            wrong, hint = _braces(words, _BLANKS.get(keys, ()))
            if wrong:
                yield Finding("accolades", f"{keys} : {wrong}.", hint=hint, path=path, place=source.place(path))


def _braces(words: str, known: tuple[str, ...]) -> tuple[str, str]:
    """What is wrong with the braces of a text, and what to do; empty where nothing is."""
    here = f"Ici s'écrit : {', '.join(f'« {{{name}}} »' for name in known)}."
    if not known:
        here = "Ce texte s'imprime tel quel : n'y mettez ni accolade ni code."
    elif known == _ANY:
        here = "Un nom s'écrit entre une accolade ouverte et une fermée : « {nom} »."
    for found in _BRACES.findall(words):
        if found in "{}":
            return f"une accolade « {found} » n'est pas {'fermée' if found == '{' else 'ouverte'}", here
        name = found[1:-1]
        if known != _ANY and name not in known:
            near = nearest(name, known)
            return f"« {found} » ne sera pas rempli", f"Vouliez-vous dire « {{{near}}} » ?" if near else here
    return "", ""
