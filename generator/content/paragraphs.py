"""Three-way merge of bodies, paragraph by paragraph.

The base is known by digests alone: what the converter wrote last time. Each side is aligned with the base:
which paragraph stayed, which was changed into which, which is gone, what is new in which gap. What one side
alone touched takes that side's text; a paragraph that both touched is a Clash: the editor's text stays, and
the base keeps the old digest and both new ones there, so that the same clash is found again until somebody
resolves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field

from generator.content.align import align, likeness
from generator.content.base import Basis, align_names, names_on
from generator.content.clash import Choice, Clash, digest
from generator.content.heritage import Heritage, stands_in
from generator.content.side import Side, blocks, join
from generator.light import changing

_UNKNOWN = "?"
"""Stands in a base for a paragraph that matches neither side."""
ALIKE = 0.5
"""Two paragraphs that both sides put into one gap are one story told twice from this likeness on."""


@changing
class MergedBody:
    """A merged body and what to remember of it."""

    text: str = ""
    base: list[str] = field(default_factory=list)
    """Digests to compare with next time."""
    clashes: list[Clash] = field(default_factory=list)
    """What is still open."""


def body_digests(body: str) -> list[str]:
    """Digest of each paragraph."""
    return [digest(block.strip()) for block in blocks(body)]


def merge_bodies(
    base: Sequence[str], mine: str, theirs: str, choose: Callable[[Clash], Choice | None], sketch: str = ""
) -> MergedBody:
    """Merge the editor's body with the converter's new one.

    ``base`` holds the digests of its last one, ``sketch`` is that one's sketch, as records keep it.
    """
    merge = _Merge(base, Side.of(mine), Side.of(theirs), choose, sketch)
    merge.run()
    done = merge.done
    done.text = mine.strip("\n") if merge.keeps_mine() else join(merge.parts)
    return done


def adopt(mine: str, theirs: str) -> list[str]:
    """A base for a body whose last conversion is unknown: where the two differ, nobody is believed.

    ``?`` stands for a paragraph that matches neither side, which makes each difference a clash.
    """
    ours, new = Side.of(mine), Side.of(theirs)
    alignment = align(new.digests, ours.digests, new.by_digest, ours.texts, ())
    same = (
        there is not None and ours.digests[there] == here for here, there in zip(new.digests, alignment.at, strict=True)
    )
    return [here if is_same else _UNKNOWN for here, is_same in zip(new.digests, same, strict=True)]


class _Merge:
    """One merge: walks along the base and puts the result together."""

    def __init__(
        self, base: Sequence[str], mine: Side, theirs: Side, choose: Callable[[Clash], Choice | None], sketch: str
    ) -> None:
        self.mine, self.theirs, self.choose = mine, theirs, choose
        bases = [Basis.parse(word) for word in base]
        self.base = [basis.was for basis in bases]
        self.heritage = Heritage(sketch, self._known_of_base)
        known = {**mine.by_digest, **theirs.by_digest}
        # What an editor put back after a deletion that both sides made is the editor's own.
        names = names_on(mine.digests, [("" if basis.is_tombstone else basis.was, basis.mine) for basis in bases])
        self.to_mine = align_names(names, mine.digests, known, mine.texts, theirs.foreign(self.base))
        # A paragraph whose old text nobody knows is recognised by what the editor made of it.
        names = names_on(theirs.digests, [(basis.was, basis.theirs) for basis in bases])
        changed = {name: mine.texts[at] for name, at in zip(names, self.to_mine.at, strict=True) if at is not None}
        self.to_theirs = align_names(
            names, theirs.digests, {**changed, **known}, theirs.texts, hint=self.heritage.share
        )
        matched = {
            there
            for here, there in enumerate(self.to_mine.at)
            if there is not None and mine.digests[there] == self.base[here]
        }
        self.by_hand = {text for at, text in enumerate(mine.digests) if at not in matched}
        self.deleted = {was for was, at in zip(self.base, self.to_mine.at, strict=True) if at is None} - {*mine.digests}
        self.pieces = dict(self._pieces())
        self.parts: list[str] = []
        self.done = MergedBody()

    def keeps_mine(self) -> bool:
        """Whether the result is the editor's body as it stood."""
        return [part.strip() for part in self.parts] == self.mine.texts

    def run(self) -> None:
        for at in range(len(self.base) + 1):
            self._gap(at)
            if at < len(self.base):
                self._paragraph(at)

    def _gap(self, place: int) -> None:
        """What one or both sides put between two paragraphs of the base: both stay, the editor's first."""
        split = {piece for at in (place - 1, place) for piece in self.pieces.get(at, ())}
        ours, new = [at for at in self.to_mine.gaps[place] if at not in split], self.to_theirs.gaps[place]
        rivals = dict(self._rivals(ours, new))
        for at in ours:
            if at in rivals:
                self._clash([self.mine.parts[at]], self.theirs.parts[rivals[at]], [])
            else:
                self.parts.append(self.mine.parts[at])
        held = {self.theirs.digests[at] for at in rivals.values()}
        for at in new:
            if self.theirs.digests[at] not in held:
                self._new(place, at)

    def _new(self, place: int, at: int) -> None:
        """A paragraph that the converter has put into a gap, unless it is one that the editor has, or deleted."""
        name = self.theirs.digests[at]
        if name in self.by_hand or name in self.deleted:
            self.done.base.append(name)
        elif self._is_old(place, at):
            self._clash([], self.theirs.parts[at], [_UNKNOWN])
        else:
            self.done.base.append(name)
            self.parts.append(self.theirs.parts[at])

    def _is_old(self, place: int, at: int) -> bool:
        """Whether a new paragraph tells what the editor rewrote, joined with another or deleted."""
        text = self.theirs.texts[at]
        by_hand = [text for name, text in self.mine.by_digest.items() if name in self.by_hand]
        if stands_in(text, by_hand):
            return True
        if not any(map(self._is_lost, range(len(self.base)))):
            return False
        return self.heritage.descends(text, in_doubt=any(map(self._is_lost, range(place - 1, place + 1))))

    def _is_lost(self, at: int) -> bool:
        """Whether the editor deleted a paragraph of the base and the converter rewrote it or took it out."""
        if not 0 <= at < len(self.base) or self.to_mine.at[at] is not None:
            return False
        new = self.to_theirs.at[at]
        return new is None or self.theirs.digests[new] != self.base[at]

    def _known_of_base(self) -> list[str]:
        return [
            side.by_digest[name] for side in (self.mine, self.theirs) for name in self.base if name in side.by_digest
        ]

    def _rivals(self, ours: list[int], new: list[int]) -> Iterator[tuple[int, int]]:
        """Pairs of new paragraphs that tell the same in other words."""
        free = [at for at in new if self.theirs.digests[at] not in self.by_hand]
        for at in ours[:50]:
            if self.mine.digests[at] in self.theirs.by_digest:
                continue
            for other in free[:50]:
                if likeness(self.mine.texts[at], self.theirs.texts[other]) >= ALIKE:
                    free.remove(other)
                    yield at, other
                    break

    def _paragraph(self, at: int) -> None:
        ours, new = self.to_mine.at[at], self.to_theirs.at[at]
        mine = self.mine.digests[ours] if ours is not None else ""
        theirs = self.theirs.digests[new] if new is not None else ""
        was = self.base[at]
        if was not in (mine, theirs) and mine != theirs:
            pieces = self.pieces.get(at) or ([ours] if ours is not None else [])
            self._clash([self.mine.parts[it] for it in pieces], "".join(self._part(self.theirs, new)), [was], mine)
            return
        refreshed = mine == was and theirs != was and theirs not in self.by_hand
        self.parts += self._part(self.theirs, new) if refreshed else self._part(self.mine, ours)
        is_tombstone = not (mine or theirs or was == _UNKNOWN)
        self.done.base += [theirs] if theirs else [str(Basis(was, "", ""))] if is_tombstone else []

    def _pieces(self) -> Iterator[tuple[int, list[int]]]:
        """Paragraphs that an editor split and the converter rewrote, with all that became of them."""
        for at, (ours, new) in enumerate(zip(self.to_mine.at, self.to_theirs.at, strict=True)):
            if ours is None or new is None or self.base[at] in (self.mine.digests[ours], self.theirs.digests[new]):
                continue
            first, last, whole = ours, ours, self.theirs.texts[new]
            before, behind = self.to_mine.gaps[at], self.to_mine.gaps[at + 1]
            while first - 1 in before and stands_in(self.mine.texts[first - 1], [whole]):
                first -= 1
            while last + 1 in behind and stands_in(self.mine.texts[last + 1], [whole]):
                last += 1
            if first < last:
                yield at, list(range(first, last + 1))

    def _clash(self, mine: list[str], theirs: str, was: list[str], name: str = "") -> None:
        """Both sides touched a paragraph; ``name`` is the digest by which the editor's is found next time."""
        clash = Clash("body", join(mine), theirs.strip())
        choice = self.choose(clash)
        self.parts += [
            part for part in ([theirs] if choice == "theirs" else [*mine, theirs] if choice == "both" else mine) if part
        ]
        if choice is None:
            self.done.clashes.append(clash)
            self.done.base += [str(Basis(old, name, _name(theirs))) for old in was]
        else:
            self.done.base += [digest(clash.theirs)] if clash.theirs else []

    @staticmethod
    def _part(side: Side, at: int | None) -> list[str]:
        return [side.parts[at]] if at is not None else []


def _name(part: str) -> str:
    """Digest of a paragraph; empty if there is none."""
    return digest(part.strip()) if part else ""
