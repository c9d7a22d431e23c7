"""Only a promise of delivery is judged by the areas of delivery."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked

FACTS = {
    "delivery": {
        "transit": {"GB mainland": "2-5 working days"},
        "surcharges": {"GB-NIR, GB islands": "7.50 GBP"},
    }
}


@pytest.mark.parametrize(
    ("copy", "judged"),
    [
        ("The Trek 2 comes with free UK delivery.", True),
        ("The Trek 2 comes with free returns.", False),
        ("The Trek 2 comes with a free carry case.", False),
    ],
)
def test_free_of_what(checked: Checked, copy: str, judged: bool) -> None:
    codes = {code for f in checked(copy, FACTS).findings for code in (f.code, *f.also)}
    assert ("DL004" in codes) is judged
