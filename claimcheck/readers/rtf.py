"""Rich Text Format: a text file, so every place is exact."""

from __future__ import annotations

import re
from itertools import islice

from claimcheck.errors import ReadError, SourceLocation
from claimcheck.model import Surface
from claimcheck.readers.context import ROOT, but
from claimcheck.readers.feed import feed, feed_tag
from claimcheck.readers.found import Found
from claimcheck.readers.notes import SUPERSCRIPTS
from claimcheck.readers.outline import Outline
from claimcheck.readers.prose import OverfullError
from claimcheck.readers.tags import Tag, TagKind, most_tags
from claimcheck.readers.templates import Masked, bounded, mask

_TOKEN = re.compile(
    r"(?P<hex>\\'[0-9A-Fa-f]{2})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})?[ "
    r"]?|\\(?P<sign>[^A-Za-z'])|(?P<open>\{)"
    r"|(?P<close>\})|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<odd>[\\'])"
)
_BRACES = re.compile(r"\\\{\\\{([^{}\\\r\n]{1,200})\\\}\\\}")
_DEEPEST = 10_000
#: One entry of the style sheet: its number, and its name at the end.
_STYLE = re.compile(r"\{([^{};]{1,2000});\}")
_STYLE_NUMBER = re.compile(r"\\s(\d{1,4})(?!\d)")
_STYLE_NAME = re.compile(r"(?:heading ([1-6])|(title)|(subtitle))$", re.IGNORECASE)
_STYLES_SIZE = 500_000  # characters of the style sheet that are looked at
#: Groups that hold no copy.
_SKIPPED = frozenset(
    str.split(
        "fonttbl colortbl stylesheet info pict object themedata datastore xmlnstbl listtable "
        "listoverridetable rsidtbl generator filetbl revtbl fldinst latentstyles pgptbl mmathPr "
        "nonshppict bkmkstart bkmkend listtext pntext pnseclvl deleted"
    )
)
_CHARACTERS = {
    "endash": "–",
    "emdash": "—",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "tab": "\t",
    "emspace": " ",
    "enspace": " ",
    "cell": "",
    "nestcell": "",
}


def read_rtf(path: str, data: bytes) -> Found:
    """Read an ``.rtf``."""
    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise ReadError("this is not an RTF file: it does not begin with {\\rtf.", SourceLocation(path))
    text = data.decode("latin-1")
    reader = _Reader(_masked(text))
    at = 0
    end = reader.view.problems[0].start if reader.view.problems else len(text)
    with reader.outline.bounded():
        while at < end and (match := _TOKEN.match(text, at)) and not reader.done:
            if match.lastgroup == "sign" and match.start() in reader.braces:
                at = reader.tag(reader.braces[match.start()])
                continue
            reader.token(match)
            at = match.end()
        reader.paragraph()
    outline = reader.outline
    return Found(text, outline.close(), problems=[*outline.problems, *outline.view.problems])


def _masked(text: str) -> Masked:
    """Merge tags. Braces are RTF's own; those of a tag are escaped, ``\\{\\{first_name\\}\\}``."""
    found = [tag for tag in mask(text, fields=True).tags if text[tag.start] not in "{<"]
    braces = islice(_BRACES.finditer(text), most_tags(len(text)) + 1)  # that is too many
    found += [Tag(m.start(), m.end(), TagKind.OUTPUT, m.group(1).strip()) for m in braces]
    tags, problems = bounded(text, sorted(found, key=lambda tag: tag.start))
    return Masked(text, text, tuple(tags), tuple(tag.start for tag in tags), problems)


class _Reader:
    """The state that groups save and restore: skipped or not, and how many characters follow ``\\u``."""

    def __init__(self, view: Masked) -> None:
        self.view = view
        self.text = view.text
        self.braces = {tag.start: tag for tag in view.tags if view.text[tag.start] == "\\"}
        self.outline = Outline(view, mail=False)
        self.stack: list[tuple[bool, int, bool, bool]] = []
        self.skip = False
        self.unicode_skip = 1
        self.passed = 0  # characters still to pass over after \u
        self.fresh = False  # just after {
        self.starred = False
        self.deleted = False
        self.raised = False
        self.styles = _styles(self.text)
        self.level = 0  # of the heading that the paragraph is
        self.item = False  # the paragraph has a bullet or number
        self.codec = "cp1252"
        self.surrogate = (0, 0)  # the first half of a pair, and its place
        self.in_table = False
        self.done = False

    def token(self, match: re.Match[str]) -> None:
        """Take one token."""
        kind = match.lastgroup
        if kind == "number":
            kind = "word"
        fresh, self.fresh = self.fresh, kind == "open" or (self.fresh and kind == "sign")
        if kind == "open":
            if len(self.stack) >= _DEEPEST:
                raise OverfullError(f"this text nests more than {_DEEPEST:,} groups", match.start())
            self.stack.append((self.skip, self.unicode_skip, self.deleted, self.raised))
        elif kind == "close":
            if self.stack:
                self.skip, self.unicode_skip, self.deleted, self.raised = self.stack.pop()
            self.starred = False
            self.done = not self.stack
        elif kind == "word":
            self.word(match, fresh)
        elif kind == "sign":
            self.sign(match, fresh)
        elif not self.skip and not self.deleted:
            self.characters(match, kind or "")

    def tag(self, tag: Tag) -> int:
        """Take a merge tag written with escaped braces; return where it ends."""
        if not self.skip and not self.deleted:
            feed_tag(self.outline.builder, tag, self.outline.flush)
        self.fresh = False
        return tag.end

    def characters(self, match: re.Match[str], kind: str) -> None:
        """Text and hex characters."""
        builder = self.outline.builder
        if kind == "text":
            start = min(match.start() + self.passed, match.end())
            self.passed -= start - match.start()
            if self.raised and self.text[start : match.end()].isdecimal():
                for at in range(start, match.end()):
                    builder.decoded(self.text[at].translate(SUPERSCRIPTS), at, at + 1)
            elif start < match.end():
                feed(builder, self.view, start, match.end(), self.outline.flush)
        elif kind == "hex":
            if self.passed:
                self.passed -= 1
            else:
                byte = bytes.fromhex(match.group()[2:])
                builder.decoded(byte.decode(self.codec, "replace"), match.start(), match.end())

    def sign(self, match: re.Match[str], fresh: bool) -> None:
        """Control symbols."""
        sign = match.group("sign")
        builder = self.outline.builder
        if sign == "*" and fresh:
            self.starred = True
        elif self.skip or self.deleted:
            return
        elif sign == "~":
            builder.blank(match.start(), match.end())
        elif sign in "\\{}":
            builder.decoded(sign, match.start(), match.end())
        elif sign == "_":
            builder.decoded("-", match.start(), match.end())
        elif sign in "\r\n":
            self.outline.flush()

    def word(self, match: re.Match[str], fresh: bool) -> None:
        """Control words."""
        word, number = match.group("word"), match.group("number")
        if (fresh and word in _SKIPPED) or (self.starred and word not in ("shppict", "shptxt", "footnote")):
            self.item = self.item or word in ("pntext", "listtext")
            self.skip = True
            self.starred = False
        elif self.skip:
            return
        elif word == "uc" and number:
            self.unicode_skip = max(0, min(int(number), 9))
        elif word == "ansicpg" and number:
            self.codec = _codec(number)
        elif word == "deleted":
            self.deleted = number != "0"
        elif word == "u" and number:
            self.passed = self.unicode_skip
            if not self.deleted:
                self.unicode(int(number) % 65536, match.start(), match.end())
        else:
            self.layout(word, match)

    def unicode(self, code: int, start: int, end: int) -> None:
        """A UTF-16 code unit; emoji come as two."""
        high, at = self.surrogate
        self.surrogate = (0, 0)
        if 0xD800 <= code < 0xDC00:
            self.surrogate = (code, start)
        elif 0xDC00 <= code < 0xE000:
            pair = chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
            self.outline.builder.decoded(pair, at if high else start, end)
        else:
            self.outline.builder.decoded(chr(code), start, end)

    def layout(self, word: str, match: re.Match[str]) -> None:
        """Paragraphs, lines, table cells."""
        outline = self.outline
        if word in ("par", "sect", "page"):
            self.paragraph()
        elif word == "line":
            outline.line_break(match.start(), match.end())
        elif word in ("super", "nosupersub", "plain", "sub"):
            self.raised = word == "super" and match.group("number") != "0"
        elif word == "outlinelevel":
            self.level = min(int(match.group("number") or 9), 9) + 1
        elif word == "s":
            self.level = self.styles.get(match.group("number") or "", self.level)
        elif word == "pard":
            self.in_table = False
            self.level = 0
        elif word == "intbl":
            self.in_table = True
        elif word in ("cell", "nestcell"):
            outline.flush()
            if outline.drafts and self.in_table:
                outline.drafts[-1].surface = Surface.TABLE_CELL
        elif word == "row":
            outline.flush()
            outline.run = outline.next_group()
        elif word in _CHARACTERS and not self.deleted:
            outline.builder.decoded(_CHARACTERS[word], match.start(), match.end())

    def paragraph(self) -> None:
        """End a paragraph; its level or its bullet says on what surface it stands."""
        outline = self.outline
        if 0 < self.level < 7:
            outline.context = but(but(ROOT, "surface", Surface.HEADING), "level", self.level)
        elif self.item:
            outline.context = but(ROOT, "surface", Surface.LIST_ITEM)
            outline.group = outline.next_group()
        outline.flush()
        outline.context, outline.group = ROOT, 0
        self.item = False


def _styles(text: str) -> dict[str, int]:
    """Level of heading by number of style, as far as the style's name tells."""
    begin = text.find("{\\stylesheet")
    levels: dict[str, int] = {}
    for style in _STYLE.finditer(text, begin, begin + _STYLES_SIZE) if begin != -1 else ():
        number, name = _STYLE_NUMBER.search(style.group(1)), _STYLE_NAME.search(style.group(1))
        if number and name:
            levels[number.group(1)] = int(name.group(1) or 0) or (1 if name.group(2) else 2)
    return levels


def _codec(number: str) -> str:
    try:
        b"".decode(f"cp{number}")
    except LookupError:
        return "cp1252"
    return f"cp{number}"
