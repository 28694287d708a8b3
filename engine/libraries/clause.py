"""One clause of a library: its text with its front matter, checked as it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import field, replace
from functools import lru_cache
from typing import TypeVar

from engine.compiling.uses import Uses, uses_of, uses_of_both
from engine.errors import Finding, InputError, Path, Place
from engine.libraries.bibliotheque import Bibliotheque, Fichier
from engine.libraries.communes import spelt_out, with_commons
from engine.libraries.derives import names_given, places_to_sign
from engine.libraries.ecarts import in_code
from engine.libraries.en_tete import EnTete
from engine.libraries.files import parsed, text
from engine.libraries.gabarits import brace_mistakes
from engine.libraries.marques_incompletes import UnreadableMarkError
from engine.libraries.negociee import Negociee
from engine.reading.yaml_strict import Source
from models.champs import Fiche
from models.fiches.faults import UnreadError
from models.fiches.groupe import altered, fields_of, read_as
from models.records import dataclass
from models.regexes import regex

AnyFiche = TypeVar("AnyFiche", bound=Fiche)

_COMMONS = "communes"
_FRONT_MATTER = regex(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n(.*))?\Z", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its text, when it applies, what it asks, where it comes from.

    `ecrit` is its body as its author wrote it, `corps` the same with its marks read; `negociee` says how the parties to
    a contract changed it.
    """

    id: str
    modele: str
    en_tete: EnTete
    corps: str
    fichier: str
    premiere_ligne: int = 1
    ecrit: str = field(default="", compare=False, repr=False)
    lu: Source | None = field(default=None, compare=False, repr=False)
    negociee: Negociee | None = None

    @property
    def retiree(self) -> bool:
        """Whether the parties left it out of their contract."""
        return self.negociee is not None and self.negociee.sort == "supprimee"

    def place(self, *path: str | int) -> Place:
        """Where its front matter says something."""
        return self.lu.place(path) if self.lu else Place(self.fichier)

    def key_place(self, *path: str | int) -> Place:
        """Where its front matter has a key."""
        return self.lu.key_place(path) if self.lu else Place(self.fichier)

    def quoted(self, path: Path, words: str) -> Place:
        """Where its front matter says these words, under a key that may say several."""
        return self.lu.place_under(path, words) if self.lu else Place(self.fichier)

    def place_of(self, text: str, line: int) -> Place:
        """Where a line of its title or of its body stands, from 1."""
        if text == self.en_tete.titre and self.lu:
            return self.place("titre")
        return Place(self.fichier, self.premiere_ligne + line - 1)

    @property
    def uses(self) -> Uses:
        """What its title and its body name: facts, and the keys of everything else."""
        return uses_of_both(self.en_tete.titre, self.corps, kept=self.negociee is None)

    def uses_in(self, text: str) -> Uses:
        """What its title, or its body, names; that of the words of a contract's parties is kept on no disk."""
        return uses_of(text, kept=self.negociee is None)

    @property
    def paysage(self) -> bool:
        """Whether it is printed on landscape pages."""
        return self.en_tete.orientation == "paysage"


def typed(kind: type[AnyFiche], source: Source) -> tuple[AnyFiche | None, list[Finding]]:
    """What a YAML file of the library says, as `kind`, and every error, each located.

    What is wrong is left out, so that the rest can be checked; nothing is given where no part can be told from it.
    """
    wrong = [*source.errors, *brace_mistakes(source, of_clause=kind is EnTete)]
    try:
        return read_as(kind, source.data), wrong
    except UnreadError as error:
        from engine.reading.description import findings, valid_part  # noqa: PLC0415 - mistakes alone need it

        first = findings(error, source, kind)
    read, told = valid_part(source, kind)
    if read is None:  # a key that it must have
        needed = {name: "…" for name, info in fields_of(kind).items() if info.required}
        read, _ = valid_part(replace(source, data={**needed, **source.data}), kind)
    known = {one.place for one in (*source.errors, *first)}
    # What was taken out for the others to be read is not missing.
    more = [one for one in told if one.place not in known and one.code != "cle-manquante"]
    hint = "docs/ecrire-une-clause.md dit ce que peut dire une clause, docs/redacteur-de-clauses.md le reste."
    unreadable = {one.place for one in source.errors}
    said = [one if one.hint else replace(one, hint=hint) for one in (*first, *more) if one.place not in unreadable]
    return read, [*said, *wrong]


def read_clause(library: Bibliotheque, file: Fichier, model: str, identifier: str) -> tuple[Clause, list[Finding]]:
    """Read the clause of a model that its plan calls `identifier`, with all that is wrong in it.

    The sentences that it shares are those of the library.

    What cannot be read of it is left out: its body where a mark cannot be, or nearly everything.
    """
    try:
        header, body, first, source, wrong = _parts(text(file.chemin, file.nom), file.nom)
    except InputError as error:
        return unread(file.nom, model, identifier), list(error.findings)
    clause, told = clause_of(library, header, source, body, first)
    return replace(clause, id=identifier, modele=model), [*wrong, *told]


def clause_of(
    library: Bibliotheque, header: EnTete, source: Source, body: str, first: Place
) -> tuple[Clause, list[Finding]]:
    """The clause of a front matter and of a body, read from `source` and from `first` on; it has no name yet.

    What cannot be read of it is left out, and told.
    """
    wrong: list[Finding] = []
    try:
        whole, shared = with_commons(body, lambda one: _common(library, one), first, library.a_ecrire(_COMMONS))
    except InputError as error:
        wrong += error.findings
        whole, shared = "", []
    for one in shared:
        said = {"vierge": {**one.vierge, **header.vierge}, "derives": {**one.derives, **header.derives}}
        header = altered(header, said)
    wrong += [
        _not_in_the_clause(said, source.place_under(("ecarts", at, "texte"), said))
        for at, ecart in enumerate(header.ecarts)
        for _, said in ecart.coquilles
        if whole and not quoted_in(said, header, whole)
    ]
    parts = [
        lambda: _marked(header.titre, header, source.place(("titre",))),
        lambda: _names(header, source),
        lambda: _marked(whole, header, first),
    ]
    title, names, words = (_or_nothing(part, wrong) for part in parts)
    titled = altered(header, {"titre": _names(header, source, title) + title if title and names else title})
    return Clause("", "", titled, names + words, first.file, first.line, body, source), wrong


def _or_nothing(reading: Callable[[], str], wrong: list[Finding]) -> str:
    """What a reading gives; nothing where it cannot be made, and what is wrong with it then."""
    try:
        return reading()
    except InputError as error:
        wrong += error.findings
        return ""


def unread(file: str, model: str, identifier: str) -> Clause:
    """A clause of which nothing could be read: it stands in its place in the plan, and says nothing."""
    return Clause(identifier, model, EnTete(source="…"), "", file)


def quoted_in(words: str, header: EnTete, body: str) -> bool:
    """Whether the title or the body of a clause has these words, wherever their author ended a line."""
    return " ".join(words.split()) in " ".join(f"{header.titre}\n{body}".split())


def with_words_of(library: Bibliotheque, body: str, names: Collection[str]) -> str:
    """The body of a clause in which some of the sentences that models share are spelt out."""
    return spelt_out(body, {one: found[0] for one in names if (found := _common(library, one))})


def _common(library: Bibliotheque, name: str) -> tuple[str, EnTete] | None:
    """A sentence that models share, with its front matter; nothing where there is none."""
    if (file := library.trouve(f"{_COMMONS}/{name}.md")) is None:
        return None
    header, body, _, _, wrong = _parts(text(file.chemin, file.nom), file.nom)
    if wrong:
        raise InputError(wrong)
    return body, header


@lru_cache(maxsize=512)
def _parts(words: str, name: str) -> tuple[EnTete, str, Place, Source, tuple[Finding, ...]]:
    """The front matter of a clause, its text, where each stands, and what is wrong with the first.

    The clauses of an act of ours are read beside every model, in every library laid over ours.

    Raises:
        InputError: where it has none, or none of it can be read.
    """
    match = _FRONT_MATTER.match(words)
    if not match:
        hint = "Une clause commence par un en-tête YAML entre deux lignes « --- », avec au moins « source »."
        opened = words.startswith("---")
        message = "l'en-tête n'est pas fermé : « --- » manque après lui." if opened else f"{name} n'a pas d'en-tête."
        raise InputError([Finding("clause-sans-en-tete", message, hint=hint, place=Place(name))])
    # One line of padding, so that places count the opening « --- ».
    source = parsed(b"\n" + match.group(1).encode(), name, part=True)
    header, wrong = typed(EnTete, source)
    if header is None:
        raise InputError(wrong)
    wrong += in_code(header.ecarts, header.remarques, source)
    body = match.group(2) or ""
    first_line = words[: match.start(2)].count("\n") + 1 + len(body) - len(body.lstrip("\n"))
    return header, body.strip("\n"), Place(name, first_line), source, tuple(wrong)


def _not_in_the_clause(words: str, place: Place) -> Finding:
    message = f"« {words} » ne se trouve pas dans la clause : le modèle vierge ne peut pas y garder la source."
    hint = "Citez les mots exacts du texte de la clause, sans fait ni marque."
    return Finding("ecart-introuvable", message, hint=hint, place=place)


def _names(header: EnTete, source: Source, title: str = "") -> str:
    """The names that the front matter gives, before the text that prints them; those of a title, where there is one."""
    from engine.libraries.marques import as_jinja  # noqa: PLC0415 - likewise

    given = {name: one for name, one in header.derives.items() if not title or re.search(rf"\b{name}\b", title)}
    try:
        return names_given(given, lambda words: as_jinja(words, header.vierge))
    except UnreadableMarkError as error:
        hint = "docs/ecrire-une-clause.md dit les marques d'une clause."
        raise InputError(
            [Finding("marque-illisible", str(error), hint=hint, place=source.place(("derives",)))]
        ) from error


def _marked(text: str, header: EnTete, first: Place) -> str:
    """The words of a clause with its marks read; every mark that cannot be is told at its line."""
    from engine.libraries.marques import SIGNATURES, as_jinja, unreadable_marks  # noqa: PLC0415 - likewise

    found = list(unreadable_marks(text, first.file, first.line))
    if SIGNATURES in text and not header.signatures:
        line = first.line + text.count("\n", 0, text.index(SIGNATURES))
        message = f"« {SIGNATURES} » n'imprime rien : l'en-tête ne nomme aucun cadre."
        hint = "Écrivez dans l'en-tête « signatures: » et, pour chaque cadre, « - {titre: …, nom: …} »."
        found.append(Finding("marque-illisible", message, hint=hint, place=Place(first.file, line)))
    slips = [slip for ecart in header.ecarts for slip in ecart.coquilles]
    try:
        signatures = places_to_sign(header.signatures, lambda words: as_jinja(words, header.vierge))
        read = as_jinja(text, header.vierge, slips, signatures)
    except UnreadableMarkError as error:
        place = Place(first.file, first.line + error.line)
        hint = "docs/ecrire-une-clause.md dit les marques d'une clause."
        found.append(Finding("marque-illisible", str(error), hint=hint, place=place))
    if found:
        raise InputError(found)
    return read
