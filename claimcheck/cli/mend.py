"""``check --fix`` and ``--diff``: show or write the replacements that are exact and safe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.cli.output import write_files
from claimcheck.reports.layout import plural

if TYPE_CHECKING:
    from claimcheck.files import CopyFile
    from claimcheck.model import Report

BOM = "\ufeff"


def differences(report: Report) -> str:
    """What ``mend`` would write, as a unified diff; empty when there is nothing to put right."""
    from claimcheck.fixes import edits_of, shown_as_diff

    texts = {checked.document.path: checked.document.text for checked in report.documents}
    return "".join(shown_as_diff(path, texts[path], edits) for path, edits in edits_of(report).items())


def mend(report: Report, files: Sequence[CopyFile]) -> str:
    """Write the replacements, all files or none; return what was done, in words (empty: nothing).

    A file is written only when its bytes are the UTF-8 of the text that was read, so that nothing but the
    replaced words changes.
    """
    from claimcheck.fixes import edited, edits_of

    texts = {checked.document.path: checked.document.text for checked in report.documents}
    edits = edits_of(report)
    written, count = {}, 0
    for file in files:
        if file.data is None and file.path in edits:
            text = _as_it_stands(file, texts[file.path])
            if text is not None:
                written[file.file] = text + edited(texts[file.path], edits[file.path])
                count += len(edits[file.path])
    write_files(written)
    return f"{plural(count, 'claim')} in {plural(len(written), 'file')}" if written else ""


def _as_it_stands(file: CopyFile, text: str) -> str | None:
    """What stands before the text in the file (a byte order mark or nothing); None if it is not its UTF-8."""
    data = file.file.read_bytes()
    for before in ("", BOM):
        if data == (before + text).encode():
            return before
    return None
