"""The words that people changed in a document, as what its description says of its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType

from engine.adapting.overlay import clauses_of, named
from engine.carried import Line, Words
from engine.dossier import Dossier
from engine.errors import Finding, Path, Place, Severity
from engine.libraries.clause import with_words_of
from engine.libraries.communes import named_commons
from engine.libraries.empreinte import fingerprint
from engine.passages import passages, shown
from engine.rereading.lines.alignment import aligned
from engine.rereading.lines.differences import Differences
from engine.rereading.lines.letters import said
from engine.rereading.words.adapted import Adapted, adapted
from engine.rereading.words.atoms import atoms_of, without_number
from engine.rereading.words.matched import same, with_facts
from engine.rereading.words.merged import merged
from engine.rereading.words.printing import model_of_the_library, prints_of, words_of
from engine.rereading.words.retyped import Change
from engine.rereading.words.rewriting import rewritten
from engine.rereading.words.source_reader import pieces_of
from models.records import dataclass

_SHOWN = 200
_OF_THE_LAW = re.compile(r"\{(?:terme|commun) ")
"""What says something else on another day, or under another law."""
_VISA = re.compile(r"\s*Vu\s+(?P<words>.+?)[\s;,.]*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Negotiated:
    """What the description says of its clauses: texts by their paths (`adaptations`, `clauses_ajoutees`).

    `findings` tell what follows no fact any more, and the words that could not be carried over.
    """

    texts: Mapping[Path, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def negotiated(
    dossier: Dossier,
    base: Sequence[Line],
    edited: Sequence[Line],
    found: Differences,
    *,
    motif: str,
    where: Mapping[str, Place] = MappingProxyType({}),
) -> Negotiated:
    """The clauses of a contract, in the words of a document; `where` names the place of each clause in it.

    `dossier` is the description with the facts of the document; `base` and `edited` are the lines of the document as
    they were written and as they are read, and `found` what differs between them; `motif` says why.

    Raises:
        InputError: where a clause cannot be printed: a mistake of the library, not of the document.
    """
    texts: dict[Path, str] = {}
    told: list[Finding] = []
    edited = _with_kinds(base, edited, found)
    body = [(line, clause) for line, clause in zip(edited, found.clauses, strict=True) if _in_body(line)]
    known = clauses_of(dossier.modele)
    for clause in dict.fromkeys(one.clause for one in (*base, *edited) if _in_body(one)) | dict.fromkeys(found.clauses):
        old = tuple(line for line in base if line.clause == clause and _in_body(line))
        new = tuple(replace(line, clause=clause) for line, own in body if own == clause)
        if same(old, new) and not _restyled(old, new):
            continue
        if clause not in known:
            others, wrong = _outside(dossier, old, new)
            texts |= others
            told += (one.at(where.get(clause)) for one in wrong)
        elif not new:
            texts |= _left_out(dossier, clause, motif)
        else:
            kept, added = _apart(old, new)
            others, wrong = _in_other_words(dossier, clause, old, kept, motif)
            texts |= others
            told += (one.at(where.get(clause)) for one in wrong)
            for one in added:
                rank = len(dossier.contrat.clauses_ajoutees) + sum(path[-1] == "apres" for path in texts)
                texts |= _added(clause, one, rank, motif)
    told += _of_bands(base, edited, found)
    return Negotiated(texts, tuple(told))


def _with_kinds(base: Sequence[Line], edited: Sequence[Line], found: Differences) -> Sequence[Line]:
    """The lines of a document whose styles an editor lost, as nobody there told the titles any more, by their words."""
    titles = any(line.kind == "heading" for line in edited)
    if titles or not any(line.kind == "heading" for line in base):
        return edited
    kinds = {at: base[pair.base[0]].kind for pair in found.pairs if pair.base for at in pair.edited}
    return [replace(line, kind=kinds.get(at, line.kind)) for at, line in enumerate(edited)]


def _in_body(line: Line) -> bool:
    return line.kind not in ("header", "footer")


def _restyled(old: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether words alone of a paragraph look otherwise: those of a document as it was written say nothing of it."""
    return any(_mixed(line) for line in new if line.kind in ("paragraph", "item")) and len(old) == len(new)


def _mixed(line: Line) -> bool:
    looks = {(one.bold, one.italic) for one in line.words if any(map(str.isalnum, one.text))}
    return len(looks) > 1


def _in_other_words(
    dossier: Dossier, clause: str, old: Sequence[Line], new: Sequence[Line], motif: str
) -> tuple[dict[Path, str], list[Finding]]:
    """A clause in the words of the document, and what is to be known of it."""
    prints = prints_of(dossier, clause)
    texte, titre = words_of(dossier, clause)
    wanted, conflicts = merged(old, with_facts(old, new), prints(texte, titre))
    made = adapted(texte, titre, wanted, prints)
    if shared := [name for one in made.frozen for name in named_commons(one.was)]:
        spelt = adapted(with_words_of(dossier.modele.bibliotheque, texte, shared), titre, wanted, prints)
        made = spelt if len(spelt.lost) <= len(made.lost) else made
    told = [*_told(clause, made), *(_conflict(clause, *one) for one in conflicts)]
    if (made.texte, made.titre) == (texte, titre):
        return {}, told
    path = _path(dossier, clause)
    said = {"texte": made.texte if made.texte != texte else "", "titre": made.titre if made.titre != titre else ""}
    return {(*path, key): value for key, value in said.items() if value} | _why(dossier, clause, motif), told


def _path(dossier: Dossier, clause: str) -> Path:
    """Where the description says the words of a clause."""
    added = [named(at + 1, one) for at, one in enumerate(dossier.contrat.clauses_ajoutees)]
    return ("clauses_ajoutees", added.index(clause)) if clause in added else ("adaptations", clause)


def _why(dossier: Dossier, clause: str, motif: str) -> dict[Path, str]:
    """Why a clause is adapted, and which: what it was the first time stays."""
    path = _path(dossier, clause)
    before = dossier.contrat.adaptations.get(clause)
    library = clauses_of(model_of_the_library(dossier)).get(clause)
    said = {} if before and before.motif else {(*path, "motif"): motif}
    if library is not None and not (before and before.base):
        said |= {(*path, "base"): fingerprint(library), (*path, "origine"): library.ecrit.strip("\n")}
    return said


def _left_out(dossier: Dossier, clause: str, motif: str) -> dict[Path, str]:
    path = _path(dossier, clause)
    if path[0] == "clauses_ajoutees":
        return {(*path, "texte"): ""}
    return {(*path, "supprimee"): "oui"} | _why(dossier, clause, motif)


def _apart(old: Sequence[Line], new: Sequence[Line]) -> tuple[tuple[Line, ...], list[tuple[Line, ...]]]:
    """The lines of a clause, and the clauses that were typed after it, each under a title of its own."""
    held = {line.text for line in old}
    titles = sum(line.kind == "heading" for line in old)
    rank = next((at for at, line in enumerate(new) if at and line.kind == "heading" and line.text not in held
                 and (titles == 1 or without_number(line.text) != line.text)
                 and not any(one.text in held for one in new[at:])), len(new))  # fmt: skip
    added: list[list[Line]] = []
    for line in new[rank:]:
        if line.kind == "heading":
            added.append([])
        added[-1].append(line)
    return tuple(new[:rank]), [tuple(one) for one in added]


def _added(clause: str, lines: Sequence[Line], rank: int, motif: str) -> dict[Path, str]:
    """A clause that was typed after another."""
    title, *others = lines
    path = ("clauses_ajoutees", rank)
    titled = replace(title, words=(Words(without_number(title.text)),), kind="paragraph")
    return {
        (*path, "apres"): clause,
        (*path, "titre"): typed([titled]),
        (*path, "texte"): typed(others),
        (*path, "motif"): motif,
    }


def typed(lines: Sequence[Line]) -> str:
    """Lines that people typed, as the text of a clause."""
    atoms = [atom for rank, line in enumerate(lines) for atom in atoms_of(line, rank)]
    made, _ = rewritten(Change(pieces_of(""), [], atoms, {}))
    return made.text.strip("\n")


# --- What is told -----------------------------------------------------------------------------------------------------


def _told(clause: str, made: Adapted) -> Iterator[Finding]:
    for one in made.frozen:
        was = f"« {_short(one.was)} »"
        message = f"clause « {clause} » : « {_short(one.words)} » ne suivra plus {was}."
        if not one.words:
            message = f"clause « {clause} » : ce que disait {was} est retiré."
        hint = "Si c'est un fait qui change, changez-le dans la description ; sinon, remettez-le dans le texte."
        if one.was.startswith("{renvoi "):
            hint = "Écrivez « {renvoi NOM} », avec le nom de l'autre clause, pour que son numéro suive."
        severity = Severity.WARNING if _OF_THE_LAW.search(one.was) else Severity.INFORMATION
        yield Finding("mots-figes", message, severity, hint)
    for before, after in made.lost:
        message = f"clause « {clause} » : ces mots n'ont pas pu être repris : {_differing(before, after)}."
        hint = "Écrivez-les dans la description, ou changez ce qui les imprime (un tableau, un numéro, une signature)."
        yield Finding("mots-non-repris", message, Severity.WARNING, hint)
    for line in made.plain:
        message = f"clause « {clause} » : le gras ou l'italique n'a pas pu être repris dans « {_short(line.text)} »."
        yield Finding("mots-non-repris", message, Severity.WARNING, "Mettez-le dans la description.")


def _conflict(clause: str, now: str, theirs: str) -> Finding:
    message = f"clause « {clause} » : le document dit « {_short(theirs)} », la description imprime « {_short(now)} »."
    return Finding("mots-en-conflit", message, Severity.WARNING, "Les mots du document sont gardés : vérifiez-les.")


def _outside(dossier: Dossier, old: Sequence[Line], new: Sequence[Line]) -> tuple[dict[Path, str], list[Finding]]:
    """Words of no clause: a visa that was added is one of the contract, the others are of its model."""
    texts: dict[Path, str] = {}
    told: list[Finding] = []
    for pair in aligned(old, new):
        before, after = ([lines[at] for at in ranks] for lines, ranks in ((old, pair.base), (new, pair.edited)))
        if not pair.moved and [said(one.text) for one in before] == [said(one.text) for one in after]:
            continue
        if not before and (visa := _VISA.match(after[0].text)):
            texts["visas_locaux", len(dossier.contrat.visas_locaux) + len(texts)] = visa["words"]
            continue
        message = f"mots hors d'une clause, non repris : {_differing(before, after)}."
        hint = "Un visa propre au contrat s'écrit dans « visas_locaux » ; le titre est celui du modèle."
        if not after:
            message = f"mots retirés hors d'une clause, que le contrat garde : « {_short(before[0].text)} »."
            hint = (
                "Un visa qui est une clause se retire : « cpom adapter FICHIER visas/NOM --supprimer --motif TEXTE »."
            )
        told.append(Finding("mots-non-repris", message, Severity.WARNING, hint))
    return texts, told


def _of_bands(base: Sequence[Line], edited: Sequence[Line], found: Differences) -> Iterator[Finding]:
    """The words of headers and footers: they are those of a letterhead, which no description says."""
    for one in found.words:
        line = base[one.base[0]] if one.base else edited[one.edited[0]]
        if _in_body(line):
            continue
        words = " / ".join(map(shown, passages(one.before, one.after))) or _short(one.after or one.before)
        message = f"mots d'un en-tête ou d'un pied de page, non repris : « {words} »."
        yield Finding("mots-non-repris", message, Severity.WARNING, "Changez-les dans votre charte (« charte: »).")


def _differing(before: Sequence[Line], after: Sequence[Line]) -> str:
    """The words that differ between lines, in those around; of lines added or taken away, the first words of each."""
    old, new = (" ".join(line.text for line in lines) for lines in (before, after))
    told = [shown(one) for one in passages(old, new)] if before and after else []
    lines = " / ".join(told or [_short(line.text) for line in after or before])
    return f"« {lines} »" if after else f"sans « {lines} »"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
