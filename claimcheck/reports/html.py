"""One self-contained page for the people who must act: what must change, in the copy as it reads.

The page loads nothing and runs only its own filter script (a strict content security policy names both
by hash); everything in it works without scripts, on paper, in the dark and on a phone. Text from files is
escaped by the template engine, and control and bidi characters are shown as escapes.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from claimcheck.model import Report
from claimcheck.reports import Style
from claimcheck.reports.layout import plural, visible, when
from claimcheck.reports.page import Page
from claimcheck.reports.paging import page_of

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    return render_page(page_of(report))


def render_page(page: Page) -> str:
    style, script = _source("report.css"), _source("report.js")
    text: str = (
        _environment()
        .get_template("report.html.j2")
        .render(
            page=page,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
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


def _hash(source: str) -> str:
    """A content security policy's name for an inline block."""
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"


@lru_cache
def _source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


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
    environment.filters["shown"] = shown
    environment.filters["plural"] = plural
    environment.filters["when"] = when
    return environment
