"""One self-contained page for the people who must act: what must change, in the copy as it reads.

The page loads nothing and runs only its own script (a strict content security policy names script and style
by hash); everything in it can be read and printed without scripts, in the dark and on a phone. Text from
files is escaped by the template engine, and control and bidi characters are shown as escapes. In a large
report what lies folded stands in ``<noscript>``: plain text that the script makes into elements when it is
opened, and a browser without scripts shows as it is.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from claimcheck.model import Report
from claimcheck.reports import Style
from claimcheck.reports.html_index import index
from claimcheck.reports.layout import plural, visible, when
from claimcheck.reports.page import Page
from claimcheck.reports.page_choices import choices
from claimcheck.reports.paging import page_of

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
STYLE = ("theme", "page", "lists", "asset", "note", "desk", "print")
SCRIPT = ("index", "fill", "search", "filter", "address", "yaml", "decisions", "signoff", "keys", "start")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    return render_page(page_of(report))


def render_page(page: Page) -> str:
    style, script = _joined("style", STYLE, "css"), _joined("script", SCRIPT, "js")
    text: str = (
        _environment()
        .get_template("report.html.j2")
        .render(
            page=page,
            style=Markup(style),  # noqa: S704 - our own files
            script=Markup(script),  # noqa: S704 - our own files
            index=Markup(index(page)),  # noqa: S704 - JSON without angle brackets
            policy=(
                f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
                "base-uri 'none'; form-action 'none'"
            ),
        )
    )
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def shown(text: object) -> str:
    """Text for the page: line ends kept, every other character that steers made visible."""
    return "\n".join(visible(line) for line in str(text).split("\n"))


def moment(at: datetime) -> str:
    """A date and time as people read it: ``3 March 2026, 09:00 UTC``; at midnight the date alone."""
    day = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
    return f"{day}, {at:%H:%M} {at.tzname() or ''}".rstrip() if at.hour or at.minute else day


def _hash(source: str) -> str:
    """A content security policy's name for an inline block."""
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"


@lru_cache
def _joined(folder: str, names: tuple[str, ...], ending: str) -> str:
    """The files of a folder, in order, as one inline block."""
    return "\n".join((TEMPLATES / folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)


@lru_cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, plural=plural, when=when, moment=moment, choices=choices)
    return environment
