"""Sentences with named gaps. Filling is plain substitution: nothing in a rule file is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["fill", "gaps"]

_GAP = re.compile(r"\{([a-z_]+)\}")


def gaps(sentence: str) -> tuple[str, ...]:
    """The names of the gaps in a sentence, in order, each once.

    >>> gaps("The copy says {text}; {units} are held.")
    ('text', 'units')
    """
    return tuple(dict.fromkeys(_GAP.findall(sentence)))


def fill(sentence: str, values: Mapping[str, object]) -> str:
    """Put the values into the gaps. A value's own braces stay as they are; KeyError names a gap left open.

    >>> fill("The copy says {text}.", {"text": "{in stock}"})
    'The copy says {in stock}.'
    """
    return _GAP.sub(lambda gap: str(values[gap[1]]), sentence)
