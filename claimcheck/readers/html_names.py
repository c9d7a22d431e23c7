"""What HTML elements and attributes mean to a reader of copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.model import Surface

#: Elements whose text runs on inside the line. Everything else breaks, unknown elements too (mj-*).
INLINE = frozenset(
    str.split(
        "a abbr acronym b bdi bdo big blink cite data del dfn em font i img ins kbd label mark meter "
        "nobr picture progress q code rb rp rt rtc ruby s samp small source span strike strong sub sup "
        "svg time tt u var wbr map area input param track fragment path g use rect circle line polygon "
        "polyline ellipse defs stop tspan textpath lineargradient clippath mask o:p link meta base"
    )
)
VOID = frozenset(
    str.split(
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
    )
)
#: Text that nobody reads as copy.
SKIPPED = frozenset(
    str.split(
        "nav script style iframe noembed noframes datalist math mj-style mj-attributes mj-font "
        "mj-breakpoint mj-html-attributes mj-include xml"
    )
)
#: Closing one of these ends anything left open inside; an end tag of anything else stops there.
SCOPES = frozenset(str.split("table mj-table td th caption html body button select template marquee object"))
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CONTAINERS = frozenset(str.split("article section aside li dd dialog details mj-column"))
TABLES = ("table", "mj-table")
TABLE_PARTS = frozenset(str.split("table mj-table thead tbody tfoot caption tr td th"))
#: Inline elements that change how their text is read.
TOLD = frozenset(str.split("a sup q svg small code"))
TOLD_ENDS = TOLD | {"br"}
#: Elements with a value that people may read.
TOLD_BY_VALUE = frozenset(("meta", "input"))
SURFACES = {
    "title": Surface.TITLE,
    "mj-title": Surface.TITLE,
    "mj-preview": Surface.PREHEADER,
    "button": Surface.BUTTON,
    "mj-button": Surface.BUTTON,
    "blockquote": Surface.QUOTE,
    "figcaption": Surface.QUOTE,
}

#: A start tag here closes these open siblings, as far up as the parent named.
IMPLIED = {
    "li": (("li",), ("ul", "ol", "menu", *TABLES)),
    "dt": (("dt", "dd"), ("dl", *TABLES)),
    "dd": (("dt", "dd"), ("dl", *TABLES)),
    "option": (("option",), ("select", "optgroup", *TABLES)),
    "td": (("td", "th"), ("tr", *TABLES)),
    "th": (("td", "th"), ("tr", *TABLES)),
    "tr": (("td", "th", "tr"), ("thead", "tbody", "tfoot", *TABLES)),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (("tr", "td", "th", "thead", "tbody", "tfoot"), TABLES)),
}
#: Attributes that people read or hear.
READ_ATTRIBUTES = frozenset(
    str.split("alt title aria-label aria-description placeholder label summary data-label")
)
#: Attributes that begin a structured value outside any item.
STRUCTURED = frozenset(("itemscope", "typeof", "property"))
TELLING = READ_ATTRIBUTES | STRUCTURED
#: Props of MDX components that hold copy, by how their name ends.
COMPONENT_PROPS = re.compile(
    r"(?:title|heading|headline|description|text|label|caption|cta|message|tagline|quote|"
    r"badge|summary|tooltip|body|note|eyebrow|copy|content|price)$"
)
META_NAMES = re.compile(
    r"(?:description|(?:og|twitter):(?:title|description|image:alt)|dc\.description|"
    r"dcterms\.description|abstract)$",
    re.IGNORECASE,
)
#: Blocks whose name alone says how their text is read.
BLOCKS = frozenset((*HEADINGS, *SKIPPED, *SURFACES, "pre", "noscript"))
#: Elements that are more than a break in the text.
HEEDED = VOID | TABLE_PARTS | CONTAINERS | BLOCKS | SCOPES | {"footer"}
#: Blocks whose end tag reaches beyond a scope.
UNSCOPED = SCOPES | TABLE_PARTS
TILE = re.compile(r"(?:^|[\s_-])(?:card|tile|product|plan|offer|item)(?=$|\s)", re.IGNORECASE)
TESTIMONIAL = re.compile(
    r"(?:^|\s)(?:[\w-]*testimonial|blockquote|pull-?quote|customer-quote|review-(?:body|text|quote))"
    r"(?=$|\s)",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|disclaimers?|small-?print|fine-?print|legal|terms)(?=$|[\s_-])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ClassMeaning:
    """What a class attribute says."""

    tile: bool
    testimonial: bool
    footnote: bool
    preheader: bool


@lru_cache(maxsize=4096)
def class_meaning(css: str) -> ClassMeaning | None:
    """Read a class attribute; None if it says nothing, as most do. Pages repeat the same few."""
    said = [meaning.search(css) is not None for meaning in (TILE, TESTIMONIAL, FOOTNOTE, PREHEADER_CLASS)]
    return ClassMeaning(*said) if any(said) else None


HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|max-height\s*:\s*0|mso-hide\s*:\s*all|visibility\s*:\s*hidden|"
    r"font-size\s*:\s*[01](?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
PREHEADER_CLASS = re.compile(r"pre-?header|preview-?text|^preview$", re.IGNORECASE)
PRESENTATION = frozenset(("cellpadding", "cellspacing", "bgcolor", "align"))

_ATTRIBUTE = re.compile(
    r"[\s/\ue001\ue002]*([^\s/>=\ue001\ue002][^\s/>=\ue001\ue002]*)"
    r"(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)))?"
)
REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")


def attributes(source: str, base: int) -> list[tuple[str, int, int]]:
    """Names and value places of a start tag's attributes; ``base`` is the tag's own offset."""
    found: list[tuple[str, int, int]] = []
    match = re.match(r"<[^\s/>]+", source)
    at = match.end() if match else len(source)
    end = len(source) - 1
    while at < end and (match := _ATTRIBUTE.match(source, at, end)):
        group = match.lastindex or 1
        if group > 1:
            found.append((match.group(1).lower(), base + match.start(group), base + match.end(group)))
        at = max(match.end(), at + 1)
    return found
