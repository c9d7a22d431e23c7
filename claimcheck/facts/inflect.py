"""English inflection: the regular forms by rule, the others by ``rules/language/inflections.yaml``.

Comparatives are left out on purpose: "faster" claims something else than "fast".
"""

from __future__ import annotations

from functools import cache, lru_cache

from claimcheck.facts.language import table

__all__ = ["inflections", "plural", "singular", "verb_forms"]

_VOWELS = "aeiou"
_SIBILANT = ("s", "x", "z", "ch", "sh")


@cache
def _verbs() -> dict[str, tuple[str, ...]]:
    return {base: (base, *forms) for base, forms in table("inflections")["verbs"].items()}


@cache
def _nouns() -> dict[str, str]:
    return dict(table("inflections")["nouns"])


@cache
def _singulars() -> dict[str, str]:
    return {many: one for one, many in _nouns().items()}


@cache
def _lists() -> dict[str, frozenset[str]]:
    names = ("doubling", "unchanging", "words", "keep_s")
    return {name: frozenset(table("inflections")[name]) for name in names}


@cache
def _bases() -> dict[str, tuple[str, ...]]:
    """Each irregular form and the verbs it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for base, forms in _verbs().items():
        for form in forms[1:]:
            found[form] = (*found.get(form, ()), base)
    return found


def plural(noun: str) -> str:
    """The plural of a singular noun; of several words, the last changes.

    >>> plural("battery"), plural("foot"), plural("fluid ounce")
    ('batteries', 'feet', 'fluid ounces')
    """
    head, blank, last = noun.rpartition(" ")
    known = _nouns().get(last.lower())
    return head + blank + (known or _add_s(last))


def _add_s(word: str) -> str:
    if word.endswith(_SIBILANT):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def singular(noun: str) -> str:
    """The singular of a noun that may be plural; of several words, the last changes.

    >>> singular("lanterns"), singular("batteries"), singular("glass")
    ('lantern', 'battery', 'glass')
    """
    head, blank, last = noun.rpartition(" ")
    return head + blank + _one(last)


def _one(word: str) -> str:
    key = word.lower()
    if key in _singulars():
        return _singulars()[key]
    if key in _nouns() or key in _lists()["keep_s"] or len(key) < 4 or not key.endswith("s"):
        return word
    if key.endswith(("ss", "us", "is")):
        return word
    if key.endswith("ies") and len(key) > 4:
        return word[:-3] + "y"
    if key.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65536)
def inflections(word: str) -> frozenset[str]:
    """Every form of the word, itself among them, in lower case.

    The word may be given in any form: "shipped" and "ship" have the same forms. Words that never
    change ("the", "in", "not") have one form.

    >>> sorted(inflections("ship"))
    ["ship's", 'shipped', 'shipping', 'ships', "ships'"]
    """
    word = word.casefold().replace("\u2019", "'")
    if word in _lists()["unchanging"] or len(word) < 2 or not word.isalpha():
        return frozenset((word,))
    return frozenset((word,)).union(*(_forms(base) for base in _bases_of(word)))


def _bases_of(word: str) -> tuple[str, ...]:
    if word in _verbs() or word in _nouns():
        return (word,)
    if word in _bases():
        return _bases()[word]
    if word in _singulars():
        return (_singulars()[word],)
    return _regular_bases(word) or (word,)


def _regular_bases(word: str) -> tuple[str, ...]:
    """Bases of which ``word`` is a regular form; only bases that are known words are believed."""
    known = _lists()["words"]
    guesses: list[str] = []
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            guesses += [stem, stem + "e"]
            if stem[-1:] == stem[-2:-1]:
                guesses.append(stem[:-1])
            if ending == "ed" and stem.endswith("i"):
                guesses.append(stem[:-1] + "y")
    if word.endswith("s"):
        guesses.append(singular(word))
    return tuple(g for g in guesses if g in known or g in _verbs())


def _forms(base: str) -> frozenset[str]:
    many = plural(base)
    forms = {base, many, base + "'s", many + "'"}
    irregular = _verbs().get(base)
    if irregular:
        return frozenset(forms | set(irregular) | {_ing(base)})
    return frozenset(forms | {_ed(base), _ing(base)})


def verb_forms(base: str, form: str) -> tuple[str, ...]:
    """A verb in one form: ``base``, ``s``, ``ing`` or ``ed`` (of which there may be two: "wrote", "written").

    >>> verb_forms("write", "ed"), verb_forms("carry", "s"), verb_forms("cut", "ing")
    (('wrote', 'written'), ('carries',), ('cutting',))
    """
    irregular = _verbs().get(base, (base,))[1:]
    if form == "base":
        return (base,)
    if form == "ing":
        return (_ing(base),)
    in_s = tuple(known for known in irregular if known.endswith("s"))
    if form == "s":
        return in_s[:1] or (_add_s(base),)
    past = tuple(known for known in irregular if known not in in_s)
    return past or ((base,) if in_s else (_ed(base),))


def _ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def _doubled(base: str) -> str:
    """Double the last consonant of one-syllable words (ship, run) and of listed ones (refer, travel)."""
    if base in _lists()["doubling"]:
        return base + base[-1]
    vowels = sum(character in _VOWELS for character in base)
    short = vowels == 1 and len(base) > 2 and base[-2] in _VOWELS
    return base + base[-1] if short and base[-1] not in "wxy" + _VOWELS else base
