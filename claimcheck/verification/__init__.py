"""Claims against facts: one file a family, one function a rule.

A checker is a pure function from a ``Case`` (one claim with all that it is judged by) to rulings: causes
(the rule is broken) and supports (the claim is borne out). A rule without the fact it needs says nothing.
"""

from claimcheck.verification.case import Asset
from claimcheck.verification.engine import Judgement, judge

__all__ = ["Asset", "Judgement", "judge"]
