"""What was accepted: suppressions in the copy and beside it, and the baseline of old findings.

A suppression silences one rule at one place for a reason, in somebody's name, until a day. Whatever is
wrong with it fails open: the finding is told, and so is the suppression.
"""

from __future__ import annotations

from claimcheck.acceptance.accept import accepted
from claimcheck.acceptance.suppressions import NO_SUPPRESSIONS, Suppressions, load_suppressions

__all__ = ["NO_SUPPRESSIONS", "Suppressions", "accepted", "load_suppressions"]
