"""Which reader reads which file: by name first, then by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from importlib import import_module

from claimcheck.model import line_starts
from claimcheck.readers.found import Found
from claimcheck.readers.source import decode
from claimcheck.readers.templates import mask

#: Endings that say what a file holds; a template's own ending (.liquid, .j2) is taken off first.
ENDINGS = {
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "shtml": "html",
    "mjml": "mjml",
    "vue": "html",
    "hbs": "html",
    "handlebars": "html",
    "mustache": "html",
    "liquid": "html",
    "jinja": "html",
    "jinja2": "html",
    "j2": "html",
    "twig": "html",
    "njk": "html",
    "erb": "html",
    "ejs": "html",
    "php": "html",
    "phtml": "html",
    "tmpl": "html",
    "gohtml": "html",
    "tpl": "html",
    "amp": "html",
    "aspx": "html",
    "asp": "html",
    "jsp": "html",
    "ftl": "html",
    "svg": "html",
    "md": "markdown",
    "markdown": "markdown",
    "mdown": "markdown",
    "mkd": "markdown",
    "mdx": "mdx",
    "eml": "mail",
    "mbox": "mail",
    "mht": "mail",
    "mhtml": "mail",
    "txt": "plain",
    "text": "plain",
    "asc": "plain",
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "odt": "odt",
    "ott": "odt",
    "idml": "idml",
    "rtf": "rtf",
    "pdf": "pdf",
}
_TEMPLATE_ENDINGS = frozenset(
    str.split("liquid jinja jinja2 j2 twig njk erb ejs hbs handlebars mustache tmpl tpl")
)
_MAIL_HEAD = re.compile(
    rb"(?:From .*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}"
)
_MAIL_NAMES = re.compile(
    rb"^(?:Received|MIME-Version|Message-ID|Return-Path|Delivered-To|Content-Type|From|Date|"
    rb"X-[A-Za-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML_HEAD = re.compile(
    rb"<!doctype\s+html|<html\b|<head\b|<body\b|<table\b|<div\b|<p\b|<td\b", re.IGNORECASE
)


def detect_format(path: str, data: bytes) -> str:
    """One of ``FORMATS``, by the file's name, then by what it holds."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    parts = name.split(".")[1:]
    while len(parts) > 1 and parts[-1] in _TEMPLATE_ENDINGS and parts[-2] in ENDINGS:
        parts.pop()
    if parts and parts[-1] in ENDINGS:
        return ENDINGS[parts[-1]]
    return _by_content(data[:4096])


def _by_content(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        if b"word/" in head or b"[Content_Types].xml" in head:
            return "docx"
        return "odt" if b"opendocument" in head else "idml"
    for start, name in ((b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"<mjml", "mjml")):
        if head.lstrip().startswith(start):
            return name
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    mail_head = _MAIL_HEAD.match(head)
    if mail_head and len(_MAIL_NAMES.findall(mail_head.group())) >= 2:
        return "mail"
    if head.startswith(b"<") and _HTML_HEAD.search(head):
        return "html"
    return "plain"


def _plain(path: str, data: bytes, _fields: Collection[str]) -> Found:
    from claimcheck.readers import plain

    decoded = decode(path, data)
    drafts, problems = plain.parse(mask(decoded.text))
    return Found(decoded.text, drafts, problems=[*decoded.problems, *problems])


def _html(path: str, data: bytes, fields: Collection[str], mail: bool | None = None) -> Found:
    from claimcheck.readers import frontmatter, html

    decoded = decode(path, data)
    front, body = frontmatter.split(decoded.text, fields)
    lines = line_starts(decoded.text)
    drafts, structured, problems = html.parse(mask(body), mail=mail, lines=lines)
    problems = [*decoded.problems, *problems]
    return Found(decoded.text, front + drafts, structured, problems, line_starts=lines)


def _markdown(path: str, data: bytes, fields: Collection[str], mdx: bool = False) -> Found:
    from claimcheck.readers import markdown

    decoded = decode(path, data)
    drafts, structured, problems = markdown.parse(decoded.text, mdx=mdx, fields=fields)
    return Found(decoded.text, drafts, structured, [*decoded.problems, *problems])


def _module(name: str, path: str, data: bytes, _fields: Collection[str]) -> Found:
    """Read with ``readers.NAME``; its libraries are imported only when such a file comes."""
    reader: Callable[[str, bytes], Found] = getattr(
        import_module(f"claimcheck.readers.{name}"), f"read_{name}"
    )
    return reader(path, data)


#: Every format by name: path, bytes and further front matter fields to what was found.
FORMATS: dict[str, Callable[[str, bytes, Collection[str]], Found]] = {
    "plain": _plain,
    "html": _html,
    "mjml": partial(_html, mail=True),
    "markdown": _markdown,
    "mdx": partial(_markdown, mdx=True),
    **{name: partial(_module, name) for name in ("mail", "docx", "odt", "idml", "rtf", "pdf")},
}
