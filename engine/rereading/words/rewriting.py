"""The text of a clause, changed where the words that it printed were, and left as its author wrote it elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from engine.rereading.words.atoms import Atom, Printed
from engine.rereading.words.between import Anchor, between_lines, between_words
from engine.rereading.words.retyped import Change, Retyped
from engine.rereading.words.source_pieces import Piece, Pieces
from engine.rereading.words.tidied import tidied
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was a slot or a passage of the clause (`was`), and the words that stand there whatever the facts."""

    was: str
    words: str


def rewritten(change: Change, *, live: bool = True, whole: bool = False) -> tuple[Pieces, tuple[Frozen, ...]]:
    """The pieces that print the edited atoms, and what follows no fact any more.

    Without `live`, what is typed again is words only; `whole`, it is all of a passage where anything of it changed.
    """
    return _Rewriting(change, live).done(whole=whole)


@dataclass(slots=True)
class _Insert:
    """Atoms to say beside a piece, each time that another was printed."""

    anchor: Anchor
    beside: Printed | None
    atoms: tuple[int, ...]


@dataclass(slots=True)
class _Rewriting:
    change: Change
    live: bool
    kept: dict[int, int] = field(default_factory=dict)
    """The edited atom of each base atom that stays where it was."""
    printed: dict[int, dict[int, list[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    """The base atoms of each piece, each time that it was printed."""
    frozen: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """The edited atoms that stand for a passage."""
    told: list[Frozen] = field(default_factory=list)
    typed: Retyped = field(init=False)

    def __post_init__(self) -> None:
        self.typed = Retyped(self.change, self.live)
        self.kept = {base: edited for edited, base in self.change.links.items() if edited not in self.change.moved}
        for rank, atom in enumerate(self.change.base):
            for piece, time in atom.pieces:
                self.printed[piece][time].append(rank)

    # --- What happens to pieces ---------------------------------------------------------------------------------------

    def done(self, *, whole: bool) -> tuple[Pieces, tuple[Frozen, ...]]:
        pieces = self.change.pieces
        for number in self.changed() if whole else ():
            self.freeze(number)
        for _ in range(len(pieces.passages) + 1):
            inserts = self.inserts()
            conflicts = self.conflicts(inserts)
            if not conflicts:
                break
            for number in conflicts:
                self.freeze(number)
        return self.built(inserts), tuple(self.told)

    def changed(self) -> list[int]:
        """The outermost passages where something changes."""
        every = self.change.pieces.all
        ranks = [rank for rank, times in self.printed.items() if any(self.state(rank, one) != "kept" for one in times)]
        ranks += [one.anchor[0] for one in self.inserts()]
        return sorted({every[rank].scope[0][0] for rank in ranks if every[rank].scope})

    def state(self, rank: int, time: int) -> str:
        """Whether a piece stays, goes, or is cut: some of its words stay, or others stand among them."""
        atoms = self.printed[rank][time]
        kept = [at for at in atoms if at in self.kept]
        if not kept:
            return "gone"
        if len(kept) == len(atoms):
            found = [self.kept[at] for at in atoms]
            if found == list(range(found[0], found[0] + len(found))):
                return "kept"
        return "cut"

    def in_frozen(self, rank: int) -> bool:
        return any(number in self.frozen for number, _ in self.change.pieces.all[rank].scope)

    def conflicts(self, inserts: Sequence[_Insert]) -> set[int]:
        """The passages that repeat what is not changed in the same way each time."""
        every = self.change.pieces
        found: set[int] = set()
        for rank, times in self.printed.items():
            if self.in_frozen(rank) or not (repeats := every.repeats(every.all[rank])):
                continue
            said = {(self.state(rank, time), self.instead(rank, time)) for time in times}
            if len(said) > 1:
                found.add(repeats[0])
        by_anchor: dict[Anchor, list[_Insert]] = defaultdict(list)
        for one in inserts:
            by_anchor[one.anchor].append(one)
        for anchor, ones in by_anchor.items():
            repeats = every.repeats(every.all[anchor[0]])
            beside = {one.beside for one in ones}
            rank = next((one[0] for one in beside if one), -1)
            same = len({self.said(one.atoms) for one in ones}) == 1 and len({one and one[0] for one in beside}) == 1
            if repeats and not (same and len(beside) == len(self.printed[rank])):
                found.add(repeats[0])
        return found

    def instead(self, rank: int, time: int) -> tuple[str, ...]:
        """The words that stand for a piece that is cut."""
        return self.said(self.span(self.printed[rank][time])) if self.state(rank, time) == "cut" else ()

    def said(self, atoms: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.change.edited[at].said for at in atoms)

    def span(self, atoms: Iterable[int]) -> tuple[int, ...]:
        """The edited atoms from the first to the last of those that stand for base atoms."""
        found = [self.kept[at] for at in atoms if at in self.kept]
        return tuple(range(min(found), max(found) + 1)) if found else ()

    def freeze(self, number: int) -> None:
        """Let words stand for a passage and all that is in it."""
        every = self.change.pieces.all
        inside = [at for at, atom in enumerate(self.change.base) if self.is_in(atom, number)]
        held = set(self.span(inside))
        for one in self.inserts():
            if number in dict(every[one.anchor[0]].scope):
                held |= set(one.atoms)
        self.frozen[number] = tuple(range(min(held), max(held) + 1)) if held else ()
        self.told.append(
            Frozen(every[self.change.pieces.passages[number].opened].text, self.words(self.frozen[number]))
        )

    def is_in(self, atom: Atom, number: int) -> bool:
        every = self.change.pieces.all
        return any(number in dict(every[rank].scope) for rank, _ in atom.pieces)

    def words(self, atoms: Iterable[int]) -> str:
        said = "".join(
            f"{' ' if one.spaced or one.start else ''}{one.text}" for one in map(self.change.edited.__getitem__, atoms)
        )
        return said.strip()

    # --- Where new words go -------------------------------------------------------------------------------------------

    def inserts(self) -> list[_Insert]:
        """The edited atoms that nothing printed, in runs, each with its place."""
        taken = set(self.kept.values())
        held = {at for atoms in self.frozen.values() for at in atoms}
        for rank, times in self.printed.items():
            for time, atoms in times.items():
                if self.change.pieces.all[rank].sort == "slot" and self.state(rank, time) == "cut":
                    held |= set(self.span(atoms))
        back = {edited: base for base, edited in self.kept.items()}
        found: list[_Insert] = []
        run: list[int] = []
        before = -1
        for at in range(len(self.change.edited) + 1):
            if at < len(self.change.edited) and at not in taken:
                run += [at] if at not in held else []
                continue
            after = back.get(at, len(self.change.base))
            if run:
                found.append(self.insert(tuple(run), before, after))
                run = []
            before = after
        return found

    def insert(self, run: tuple[int, ...], before: int, after: int) -> _Insert:
        base, every = self.change.base, self.change.pieces.all
        gone = [p for at in range(before + 1, after) for p in base[at].pieces if not self.in_frozen(p[0])]
        is_between_lines = after == len(base) or base[after].start is not None
        block = self.change.edited[run[0]].start is not None and is_between_lines
        last = base[before].pieces[-1] if before >= 0 and base[before].pieces else None
        if last and self.typed.goes_on(run, every[last[0]]):  # another line in a cell
            return _Insert((last[0], "after"), last, run)
        if block and gone and any(every[rank].sort == "start" for rank, _ in gone):
            first = next(one for one in gone if every[one[0]].sort == "start")
            return _Insert((first[0], "before"), first, run)
        if not block and (kept := [p for p in gone if every[p[0]].sort in ("word", "slot") and self.goes(p)]):
            shallow = min(kept, key=lambda one: len(every[one[0]].scope))
            return _Insert((shallow[0], "before"), shallow, run)
        following = base[after].pieces[0] if after < len(base) and base[after].pieces else None
        anchor = (
            between_lines(self.change.pieces, last, following)
            if block
            else between_words(self.change.pieces, last, following)
        )
        return _Insert(anchor, last or following, run)

    def goes(self, printed: Printed) -> bool:
        return self.state(*printed) == "gone"

    # --- The text again -----------------------------------------------------------------------------------------------

    def built(self, inserts: Sequence[_Insert]) -> Pieces:
        every = self.change.pieces.all
        added: dict[Anchor, tuple[int, ...]] = {}
        for one in inserts:
            if one.anchor not in added:
                added[one.anchor] = one.atoms
            elif not self.change.pieces.repeats(every[one.anchor[0]]):
                added[one.anchor] += one.atoms
        found: list[Piece] = []
        touched: set[int] = set()
        body = 0
        skipped = -1
        for rank, piece in enumerate(every):
            if rank == self.change.pieces.body:
                body = len(found)
            if rank <= skipped:
                continue
            number = next((n for n in self.frozen if self.change.pieces.passages[n].opened == rank), None)
            new = self.typed.pieces(added.get((rank, "before"), ()), piece)
            if number is not None:
                skipped = self.change.pieces.passages[number].closed
                new += self.typed.pieces(self.frozen[number], piece)
                found += new
                touched |= {one.leaf for one in new}
                new = self.typed.pieces(added.get((skipped, "after"), ()), piece)
            else:
                stays = self.kept_piece(rank, piece)
                touched |= {piece.leaf} if new or stays != [piece] else set()
                new += stays
                after = self.typed.pieces(added.get((rank, "after"), ()), piece)
                touched |= {piece.leaf} if after else set()
                new += after
            touched |= {one.leaf for one in new if one.leaf < -1}
            found += new
        body = body if self.change.pieces.body < len(every) else len(found)
        return tidied(self.change.pieces, found, body, touched)

    def kept_piece(self, rank: int, piece: Piece) -> list[Piece]:
        """A piece as it stays; nothing where it goes."""
        times = self.printed.get(rank)
        if not times:
            return [piece]
        time = next(iter(times))
        state = self.state(rank, time)
        if state == "gone":
            if piece.sort == "slot":
                self.tell(piece, self.stead(times[time]))
            return [piece] if piece.sort == "bar" else []
        if state == "cut":
            self.tell(piece, self.stead(times[time]))
            return self.typed.pieces(self.span(times[time]), piece)
        atoms = times[time]
        old, now = self.change.base[atoms[0]], self.change.edited[self.kept[atoms[0]]]
        before, look = piece.before, (piece.bold, piece.italic)
        if old.spaced != now.spaced and now.start is None and old.pieces[0][0] == rank:
            before = (before or " ") if now.spaced else ""
        if (old.bold, old.italic) != (now.bold, now.italic) and self.looks_differ(now):
            look = (now.bold, now.italic)
        if (before, look) == (piece.before, (piece.bold, piece.italic)):
            return [piece]
        return [replace(piece, before=before, bold=look[0], italic=look[1])]

    def stead(self, atoms: Sequence[int]) -> tuple[int, ...]:
        """The edited atoms of the same line that stand where base atoms did, from a word that stays to the next."""
        base = self.change.base
        line = base[atoms[0]].line
        before = next((at for at in range(atoms[0] - 1, -1, -1) if at in self.kept), -1)
        after = next((at for at in range(atoms[-1] + 1, len(base)) if at in self.kept), len(base))
        if before < 0 or base[before].line != line:
            return self.span(atoms)
        end = self.kept.get(after, len(self.change.edited))
        found = range(self.kept[before] + 1, end)
        return tuple(at for at in found if self.change.edited[at].line == self.change.edited[self.kept[before]].line)

    def tell(self, piece: Piece, atoms: Sequence[int]) -> None:
        """Say what words stand for a slot; slots that follow each other and the same words are told at once."""
        if not (words := self.words(atoms)):
            return
        if self.told and self.told[-1].words == words:
            self.told[-1] = replace(self.told[-1], was=f"{self.told[-1].was} {piece.text}")
        else:
            self.told.append(Frozen(piece.text, words))

    def looks_differ(self, now: Atom) -> bool:
        return now.start is None and now.said.isalnum()
