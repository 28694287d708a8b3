"""What a document is made of, of the library and of the law: a fingerprint of each thing, for its lock (engine.lock).

A clause, the plan of its model and a computed table are known by their files; a text of the law by what the register
says of it that a contract may print. The other files of the law, of which no entry is named by its key, count whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.assembly.cited import texts_cited
from engine.assembly.selection import Selection
from engine.by_identity import ByIdentity
from engine.law.register import Texte, load_register
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.libraries.empreinte import fingerprint
from engine.libraries.modele import Clause, Modele
from engine.lock import Pairs, fingerprint_of, ordered
from models.fiches.groupe import as_json

_WHOLE = (
    "collectivites.yaml", "organisations.yaml", "droit/denominations.yaml", "droit/experimentations.yaml",
    "droit/formes.yaml", "droit/montants.yaml",
)  # fmt: skip
"""The files of the law that count whole."""
_OF_A_TEXT = {"source", "reference", "objet"}
"""What the register says of a text for whoever keeps it, which no contract prints."""


_KEPT: ByIdentity[Pairs] = ByIdentity(512)
"""By selection, which many contracts share."""


def fingerprints(selection: Selection) -> Pairs:
    """The fingerprint of each clause of a document."""
    return _KEPT.of(selection, "clauses", lambda: tuple((one.id, fingerprint(one)) for one in selection.clauses))


def parts_of(model: Modele, selection: Selection) -> Pairs:
    """The clauses of a document, the plan and the tables of its model, the texts that it cites, the names of law."""
    return _KEPT.of(selection, "", lambda: _parts_of(model, selection))


def _parts_of(model: Modele, selection: Selection) -> Pairs:
    library = model.bibliotheque
    cited = {*selection.visas, *texts_cited(model, selection)}
    return ordered(
        (
            *((f"clause/{one.id}", _of_a_clause(one)) for one in selection.clauses),
            *_of_the_model(model),
            *((f"texte/{key}", mark) for key, mark in _of_texts(library, cited)),
            *_of_the_law(library),
        )
    )


def _of_a_clause(clause: Clause) -> str:
    """The whole of a clause, its front matter and the sentences that it shares included."""
    return fingerprint_of(f"{clause.lu.text if clause.lu else ''}\n{clause.en_tete.titre}\n{clause.corps}")


@kept
def _of_the_model(model: Modele) -> Pairs:
    tables = ((f"tableau/{name}", one.lu) for name, one in model.tableaux.items())
    said = [(name, fingerprint_of(source.text)) for name, source in tables if source]
    return (*said, (f"modele/{model.nom}", fingerprint_of("\n".join(one.text for one in model.lus))))


def _of_texts(library: Bibliotheque, cited: set[str]) -> Iterator[tuple[str, str]]:
    """Those that are cited, their codes, and what took their place: which is printed, the register decides."""
    known = load_register(library).textes
    left = [*cited, *(key.partition("/")[0] for key in cited)]
    seen: set[str] = set()
    while left:
        key = left.pop()
        if key in known and key not in seen:
            seen.add(key)
            yield key, _of_a_text(library, key)
            next_one = known[key].remplace
            left += [next_one.par] if next_one else []


@kept
def _of_a_text(library: Bibliotheque, key: str) -> str:
    text: Texte = load_register(library).textes[key]
    return fingerprint_of(as_json(text, exclude_defaults=True, without=_OF_A_TEXT))


@kept
def _of_the_law(library: Bibliotheque) -> Pairs:
    return tuple((f"droit/{name.removeprefix('droit/')}", _of_a_file(library, name)) for name in _WHOLE)


def _of_a_file(library: Bibliotheque, name: str) -> str:
    return fingerprint_of(b"\n".join(one.chemin.read_bytes() for one in library.versions(name)))
