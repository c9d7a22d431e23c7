"""What the page's script knows of each note, so that it can filter what isn't laid out yet."""

from __future__ import annotations

import json
from typing import Any

from claimcheck.reports.page import Note, Page


def index(page: Page) -> str:
    """JSON for an inline data block: nothing in it ends the block or steers anything.

    ``notes[i]`` is the note numbered ``i + 1``: asset, verdict, severity, family, product and status; for
    a finding also code, fingerprint and words, as the file of suppressions wants them.
    """
    data = {
        "on": page.report.on.date().isoformat(),
        "assets": [[asset.path, asset.channel] for asset in page.assets],
        "notes": [_row(note) for note in page.notes],
    }
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c").replace(">", "\\u003e")


def _row(note: Note) -> list[Any]:
    row = [note.asset, note.state or "", note.severity or "", note.family, note.product, note.status]
    return [*row, note.finding.code, note.finding.fingerprint, note.text] if note.finding else row
