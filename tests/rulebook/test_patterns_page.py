"""``docs/patterns.md`` says what is true: every type and sense, every slot, every cue."""

from __future__ import annotations

import re
from pathlib import Path

from claimcheck.model import SENSES, CueKind
from claimcheck.rulebook.grammar import FIGURE_SLOTS, NAME_SLOTS

PAGE = (Path(__file__).parents[2] / "docs" / "patterns.md").read_text(encoding="utf-8")


def test_the_page_lists_every_type_with_its_senses() -> None:
    rows = re.findall(r"^\| `(\w+\.\w+)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert rows == [(kind.value, ", ".join(senses)) for kind, senses in SENSES.items()]


def test_the_page_names_every_slot_and_cue() -> None:
    named = set(re.findall(r"`\{(\w+)\}`", PAGE))
    assert {*FIGURE_SLOTS, *NAME_SLOTS, "place", "thing"} - named == set()
    assert {kind.value for kind in CueKind} - set(re.findall(r"`(\w[\w-]*)`", PAGE)) == set()
