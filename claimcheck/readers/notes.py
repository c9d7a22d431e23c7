"""Reference marks and the notes they point to, near or far, in every format.

A mark is ``*``, a dagger, ``§`` or a superscript figure after a word, a footnote reference, or a
superscript link to an anchor. Its note is the segment that begins with the same mark, or that holds
the anchor. Vague pointers ("see terms") are linked to the segment that opens with their word.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import islice
from operator import attrgetter, itemgetter

from claimcheck.model import Mark, Pieces, Segment, Surface
from claimcheck.readers.prose import Draft

Found = tuple[int, int, str, str]  # a mark: prose start and end, label, anchor it points to
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_SYMBOLS = r"[*†‡§※]{1,3}"
_SIGN = re.compile("[†‡§※⁰¹²³⁴⁵⁶⁷⁸⁹]")
#: A mark hugs the word, figure or full stop before it.
_MARK = re.compile(
    rf"(?<=[\w.,!?%)\]\"'”’™®€£$+])(?:(?P<symbol>{_SYMBOLS})|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}))"
    r"(?![\w*])"
)
#: Units that are raised to a power: m², cm³, 10⁶.
_POWER = re.compile(r"(?:^|[^A-Za-z])(?:[mckdµ]?m|km|ft|in|yd|s|10|x|n|CO|H)$")
_MAY_BE_NOTES = frozenset((Surface.BODY, Surface.LIST_ITEM, Surface.TABLE_CELL))
_MOST_MARKS = 1000  # of one block
_EMPHASIS = 200  # characters that *emphasis* may span
_LEAD = re.compile(
    rf"\s*(?:(?P<symbol>{_SYMBOLS})|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|\[(?P<square>\w{{1,3}})\]|"
    r"\((?P<round>\d{1,2}|[*†‡])\)|(?P<digit>\d{1,2})[.):]?)(?=\s*[^\s\d*.,%])"
)
_SEE = re.compile(
    r"\b(?:see|read|view)\s+(?:our\s+|the\s+|full\s+)*(terms|conditions|details|t&cs?|small print)\b"
    r"|\b(t&cs?|terms(?: (?:and|&) conditions)?|conditions|restrictions) apply\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\s*(?:full |our |the )*(?:terms|conditions|t&cs?|details|small print)\b"
    r"(?P<rest>[^.:]{0,40}:|\s*$)?",
    re.IGNORECASE,
)


def finish(drafts: list[Draft]) -> tuple[Segment, ...]:
    """Drafts in order of place, with marks linked, as the segments of a document. Uses the drafts up."""
    drafts.sort(key=attrgetter("start"))
    for draft in drafts:
        draft.marks = _marks(draft)
    notes = _Notes(drafts, [draft for draft in drafts if draft.marks])
    segments: list[Segment] = []
    drafts.reverse()
    for index in range(len(drafts)):
        draft = drafts.pop()
        if index in notes.indexes and draft.surface in _MAY_BE_NOTES:
            draft.surface = Surface.FOOTNOTE
        marks: tuple[Mark, ...] = ()
        if draft.marks:
            marks = tuple([Mark(m[0], m[1], m[2], notes.find(m, draft, index)) for m in draft.marks])
        segments.append(_segment(draft, marks))
    return tuple(segments)


def _segment(draft: Draft, marks: tuple[Mark, ...]) -> Segment:
    return Segment(
        draft.text,
        draft.surface,
        Pieces(draft.packed),
        draft.section,
        draft.header,
        draft.group,
        draft.part,
        draft.placeholders,
        marks,
        draft.links,
        draft.language,
    )


def _marks(draft: Draft) -> tuple[Found, ...]:
    text, marks = draft.text, draft.marks
    if "*" in text or (not text.isascii() and _SIGN.search(text)):
        taken = {at for mark in marks for at in range(mark[0], mark[1])}
        marks += tuple(
            [
                (m.start(), m.end(), m.group().translate(PLAIN_DIGITS), "")
                for m in islice(_MARK.finditer(text), _MOST_MARKS)
                if m.start() not in taken and not _is_other(text, m)
            ]
        )
    if draft.surface is not Surface.FOOTNOTE and _may_point(text) and (see := _SEE.search(text)):
        marks += ((see.start(), see.end(), "terms", _anchor(draft, see.start(), see.end())),)
    return tuple(sorted(marks, key=itemgetter(0))) if len(marks) > 1 else marks


def _anchor(draft: Draft, start: int, end: int) -> str:
    """Where a link on these words leads, if that is in the same document."""
    for link in draft.links:
        if link.prose_start < end and link.prose_end > start and link.href.startswith("#"):
            return link.href[1:]
    return ""


def _may_point(text: str) -> bool:
    """Whether any noun of a vague pointer is there at all."""
    if len(text) < 7:
        return False
    text = text.lower()
    return (
        "term" in text
        or "condition" in text
        or "detail" in text
        or "t&c" in text
        or "small print" in text
        or "restriction" in text
    )


def _is_other(text: str, match: re.Match[str]) -> bool:
    """A power (m²), or the end of *emphasis* typed with stars."""
    at = match.start()
    if match.lastgroup == "raised":
        return bool(_POWER.search(text[max(0, at - 4) : at]))
    if match.group()[0] != "*":
        return False
    opener = text.rfind("*", max(0, at - _EMPHASIS), at)
    return (
        opener != -1
        and text[opener + 1 : opener + 2].strip() != ""
        and text.find("\n", opener, at) == -1
        and (opener == 0 or not text[opener - 1].isalnum())
    )


class _Notes:
    """Which segment is the note of which label or anchor."""

    def __init__(self, drafts: list[Draft], marked: list[Draft]) -> None:
        self.by_label: dict[tuple[str, str | None], array[int]] = {}
        self.by_anchor: dict[str, int] = {}
        self.indexes: set[int] = set()  # of all notes
        targets = {mark[3] for draft in marked for mark in draft.marks}
        for index, draft in enumerate(drafts if targets else ()):
            for anchor in draft.anchors:
                if anchor in targets:
                    self.by_anchor.setdefault(anchor, index)
                    self.indexes.add(index)
        wanted = {m[2] for draft in marked for m in draft.marks if m[3] not in self.by_anchor}
        for index, draft in enumerate(drafts if wanted else ()):
            self._note(draft, index, wanted)

    def _note(self, draft: Draft, index: int, wanted: set[str]) -> None:
        label = draft.label or _lead(draft)
        if label in wanted:
            self.add(label, _part(draft), index)
            self.indexes.add(index)
        if "terms" in wanted and _opens_terms(draft):
            self.add("terms", _part(draft), index)

    def find(self, mark: Found, draft: Draft, index: int) -> int | None:
        """The anchor's segment, else the next note with the label in this part, else the nearest before."""
        _, _, label, target = mark
        if target in self.by_anchor:
            note = self.by_anchor[target]
            return None if note == index else note
        notes = self.by_label.get((label, _part(draft))) or self.by_label.get((label, None), _NONE)
        after = bisect_right(notes, index)
        if after < len(notes):
            return notes[after]
        before = [n for n in notes[max(0, after - 2) : after] if n != index]
        return before[-1] if before else None

    def add(self, label: str, part: str, index: int) -> None:
        """Note that a segment is the note of a label, in its own part and for any other."""
        for key in ((label, part), (label, None)):
            self.by_label.setdefault(key, array("i")).append(index)


_NONE: array[int] = array("i")


def _part(draft: Draft) -> str:
    """The alternative of the mail, whatever the branch of a template."""
    return draft.part.split(" ", 1)[0] if draft.part else ""


def _lead(draft: Draft) -> str:
    match = _LEAD.match(draft.text)
    if match is None or draft.surface in (Surface.HEADING, Surface.BUTTON, Surface.ALT, Surface.META):
        return ""
    if match.lastgroup == "digit" and not (draft.small or draft.surface is Surface.FOOTNOTE):
        return ""
    return (match.group(match.lastgroup) if match.lastgroup else "").translate(PLAIN_DIGITS)


def _opens_terms(draft: Draft) -> bool:
    if draft.surface in (Surface.HEADING, Surface.BUTTON, Surface.TITLE, Surface.META, Surface.ALT):
        return False
    if draft.section and _TERMS.match(draft.section[-1]):
        return True
    match = _TERMS.match(draft.text)
    return match is not None and (match.group("rest") or "").endswith(":")
