"""A small project in one call: copy and facts in, findings and verdicts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest

from claimcheck.errors import SourceLocation
from claimcheck.model import Channel, Report
from claimcheck.rulebook.checks import RuleExample, load_rules
from claimcheck.rulebook.claims import load_patterns
from claimcheck.ruletest import report_of

Checked = Callable[..., Report]


@cache
def _books() -> tuple[Any, Any]:
    return load_rules(), load_patterns()


def run(copy: str, facts: Mapping[str, object] | None = None, **more: Any) -> Report:
    """Check ``copy`` against the fields of one product (the Trek 2 lantern), as of 3 March 2026."""
    rules, patterns = _books()
    example = RuleExample(
        copy=copy,
        good=True,
        where=SourceLocation("test"),
        facts=facts or {},
        **{"channel": Channel.WEB, **more},
    )
    return report_of(example, rules, patterns)


@pytest.fixture
def checked() -> Checked:
    return run
