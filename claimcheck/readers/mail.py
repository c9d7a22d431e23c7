"""Mail: one message or a mailbox. Subject, text and HTML parts, each place in the raw file.

``Document.text`` is the raw file: UTF-8 if it is valid, else Latin-1, one character a byte.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from claimcheck.model import Precision, ReadProblem, StructuredItem, Surface
from claimcheck.readers import html, plain
from claimcheck.readers.feed import feed
from claimcheck.readers.found import Found
from claimcheck.readers.mime import ByteOffsets, Runs, decode_body, decode_header, rebase, span
from claimcheck.readers.prose import Draft, OverfullError, ProseBuilder, most_blocks, too_many_blocks
from claimcheck.readers.templates import mask

_FROM = re.compile(r"^From [^\r\n]*\d{2}:\d{2}[^\r\n]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:|>From )", re.MULTILINE)
_HEADER = re.compile(
    r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*([^\r\n]*(?:(?:\r\n|\n|\r)[ \t]+[^\r\n]*)*+)(?:\r\n|\n|\r|\Z)"
)
_ODD_LINE = re.compile(r"(?:>?From |[ \t])[^\r\n]*(?:\r\n|\n|\r)")
_BLANK = re.compile(r"\r\n|\n|\r")
_PARAMETER = re.compile(r";\s*([A-Za-z*0-9-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;]+))")
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html\b|<body\b|<table\b|<div\b|<center\b)", re.IGNORECASE)
_DEPTH = 40
_PARTS = 5000
_SUBJECT = 10_000  # characters; a longer one is no subject, nor another header
_OFFICE = re.compile(r"application/(?:pdf|msword|rtf|vnd\.(?:openxmlformats|oasis|ms-)[\w.-]*)")


@dataclass(frozen=True, slots=True)
class _Entity:
    """Headers (name, value start, value end) and body of one MIME entity, in the raw file."""

    headers: dict[str, tuple[int, int]]
    start: int
    end: int


def read_mail(_path: str, data: bytes) -> Found:
    """Read a message or a mailbox."""
    utf8 = _valid_utf8(data)
    text = data.decode("utf-8" if utf8 else "latin-1")
    reader = _Reader(data.decode("latin-1"), ByteOffsets(data, utf8), Found(text, []))
    several = b"\nFrom " in data or data.startswith(b"From ")
    starts = array("i", (m.start() for m in _FROM.finditer(reader.raw)) if several else ())
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    try:
        for number, (start, end) in enumerate(pairwise(chain(starts, (len(data),))), 1):
            reader.message(start, end, f" {number}" if len(starts) > 1 else "")
    except OverfullError as error:
        reader.found.problems.append(error.problem)
    return reader.found


def _valid_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeError:
        return False
    return True


class _Reader:
    def __init__(self, raw: str, offset_of: ByteOffsets, found: Found) -> None:
        self.raw = raw
        self.offset_of = offset_of
        self.found = found
        self.suffix = ""
        self.groups = 0
        self.most = most_blocks(len(raw))

    def message(self, start: int, end: int, suffix: str) -> None:
        """Read one message; its parts wait on a stack, so nesting costs no recursion."""
        self.suffix = suffix
        waiting = [(self.entity(start, end), 0)]
        self.subject(waiting[0][0])
        seen = 0
        while waiting:
            entity, depth = waiting.pop()
            seen += 1
            if seen > _PARTS or depth > _DEPTH:
                self.problem("this message has too many parts; the rest of it was not read.", entity.start)
                return
            kind, parameters = self.content_type(entity)
            if kind.startswith("multipart/") and "boundary" in parameters:
                waiting += [(p, depth + 1) for p in reversed(self.parts(entity, parameters["boundary"]))]
            elif kind == "message/rfc822":
                inner = self.entity(entity.start, entity.end)
                self.subject(inner)
                waiting.append((inner, depth + 1))
            else:
                self.leaf(entity, kind, parameters)

    def entity(self, start: int, end: int) -> _Entity:
        """Split headers from body."""
        headers: dict[str, tuple[int, int]] = {}
        at = start
        while at < end:
            match = _HEADER.match(self.raw, at, end)
            if match:
                headers.setdefault(match.group(1).lower(), match.span(2))
                at = match.end()
            elif odd := _ODD_LINE.match(self.raw, at, end):
                at = odd.end()
            else:
                break
        blank = _BLANK.match(self.raw, at, end)
        return _Entity(headers, blank.end() if blank else at, end)

    def header(self, entity: _Entity, name: str) -> str:
        place = entity.headers.get(name)
        if place is None:
            return ""
        return " ".join(self.raw[place[0] : min(place[1], place[0] + _SUBJECT)].split())

    def content_type(self, entity: _Entity) -> tuple[str, dict[str, str]]:
        value = self.header(entity, "content-type")
        kind = value.split(";", 1)[0].strip().lower()
        parameters = {
            m.group(1).lower(): m.group(2) if m.group(2) is not None else m.group(3)
            for m in _PARAMETER.finditer(value)
        }
        return (kind if "/" in kind else "text/plain"), parameters

    def parts(self, entity: _Entity, boundary: str) -> list[_Entity]:
        """Bodies between the boundary lines; an unclosed last part runs to the end."""
        pattern = re.compile(rf"^--{re.escape(boundary)}(--)?[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
        parts: list[_Entity] = []
        opened = -1
        for match in pattern.finditer(self.raw, entity.start, entity.end):
            if opened != -1:
                parts.append(self.entity(opened, match.start()))
            opened = -1 if match.group(1) else match.end()
            if match.group(1) or len(parts) > _PARTS:
                break
        if opened != -1:
            parts.append(self.entity(opened, entity.end))
        if not parts:
            self.problem("no part between the boundary lines; the message body was not read.", entity.start)
        return parts

    def leaf(self, entity: _Entity, kind: str, parameters: dict[str, str]) -> None:
        """Read a text part; say which documents stay unread."""
        if kind not in ("text/plain", "text/html", "text/markdown", "text/enriched", "text/x-amp-html"):
            if _OFFICE.match(kind):
                self.problem(
                    f'the attachment of type "{kind}" was not read; check the file itself.', entity.start
                )
            return
        encoding = self.header(entity, "content-transfer-encoding").lower().split(";")[0].strip()
        runs = decode_body(self.raw, entity.start, entity.end, encoding, parameters.get("charset", ""))
        if encoding == "base64" and runs.length:
            self.found.precision = Precision.LINE
        view = mask(runs.text)
        if kind in ("text/html", "text/x-amp-html") or (
            "mime-version" not in entity.headers and _MARKUP.match(view.text)
        ):
            part = "html" + self.suffix
            drafts, structured, problems = html.parse(view, mail=True, part=part)
        else:
            part = "plain" + self.suffix
            drafts, problems = plain.parse(view, headers=False)
            structured = []
        self.keep(drafts, structured, runs, part)
        for problem in problems:
            start, end = self.rebased(problem.start, problem.end, runs)
            self.found.problems.append(ReadProblem(problem.message, start, end))

    def subject(self, entity: _Entity) -> None:
        """Read the subject line and any preheader header."""
        for name, surface in (("subject", Surface.SUBJECT), ("x-preheader", Surface.PREHEADER)):
            if name in entity.headers:
                start, end = entity.headers[name]
                if end - start > _SUBJECT:
                    end = start + _SUBJECT
                    self.problem(
                        f"the {name} goes on for more than {_SUBJECT:,} characters; its rest was not read.",
                        end,
                    )
                runs = decode_header(self.raw, start, end)
                view = mask(runs.text)
                builder = ProseBuilder(view.text)
                drafts: list[Draft] = []
                feed(builder, view, 0, len(view.text), lambda _: None)
                if builder.length:
                    drafts.append(builder.draft(surface))
                self.keep(drafts, [], runs, "")

    def keep(self, drafts: list[Draft], structured: list[StructuredItem], runs: Runs, part: str) -> None:
        """Move what was read in a part to its place in the file."""
        highest = 0
        for draft in drafts:
            if len(self.found.drafts) >= self.most:
                raise too_many_blocks(len(self.raw), self.rebased(draft.start, draft.start, runs)[0])
            draft.packed = rebase(draft.packed, runs, self.offset_of)
            draft.part = draft.part or part
            highest = max(highest, draft.group)
            draft.group += self.groups
            self.found.drafts.append(draft)
        self.groups += highest + 1
        for item in structured:
            start, end = self.rebased(item.start, item.end, runs)
            self.found.structured.append(replace(item, start=start, end=end))

    def rebased(self, start: int, end: int, runs: Runs) -> tuple[int, int]:
        start, end = span(start, end, runs)
        return self.offset_of(start), self.offset_of(end)

    def problem(self, message: str, start: int) -> None:
        at = self.offset_of(start)
        self.found.problems.append(ReadProblem(message, at, at))
