"""A finding's name that stays when lines move, files are renamed and words are rewrapped.

It is made of what was said and which rule it breaks, never of where it stands. So a baseline and a
suppression hold on to a sentence through every edit but one of the sentence itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

__all__ = ["LENGTH", "fingerprint"]

LENGTH = 16  # hexadecimal digits


def fingerprint(code: str, text: str, subject: str = "", facts: Iterable[str] = (), aside: str = "") -> str:
    """Sixteen hexadecimal digits of a rule's code, the words it is about and whom they are about.

    ``facts`` are the keys (never the values) of what a finding about a whole document rests on;
    ``aside`` tells apart findings that have neither words nor facts.

    >>> fingerprint("IN001", "Only 3\\n  left", "fell") == fingerprint("IN001", "only 3 left", "fell")
    True
    """
    parts = (code, _folded(text), subject, *sorted(set(facts)), _folded(aside))
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:LENGTH]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
