"""What a rule is given: one claim, or one document, with all that it is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from claimcheck.config import Settings
from claimcheck.facts.model import AssetEntry, Campaign, DeliveryFacts, Fact, Facts, GuaranteeFacts, Product
from claimcheck.facts.regions import World, country_of_timezone
from claimcheck.facts.resolve import Ask, Resolution, delivery_of, guarantees_of, holds
from claimcheck.model import (
    Cause,
    Channel,
    Claim,
    CueKind,
    Document,
    DocumentCause,
    EvidenceRef,
    FactRef,
    Segment,
    Severity,
    Surface,
    Verdict,
    VerdictState,
)
from claimcheck.rulebook.rules import RuleBook
from claimcheck.verification.plain import with_article
from claimcheck.verification.surroundings import Surroundings

__all__ = ["Asset", "Case", "DocumentCase", "Ruling", "Support"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asset:
    """One document of copy with its claims and what the campaign says about it."""

    document: Document
    claims: tuple[Claim, ...]
    channel: Channel
    entry: AssetEntry | None = None
    campaign: Campaign | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A rule that found the claim borne out: why, in words, and the facts that say so."""

    reason: str
    facts: tuple[Fact[object], ...] = ()


Ruling = Cause | Support
Window = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Bench:
    """What is the same for every claim of an asset: facts, settings, rules, the day of judgement."""

    asset: Asset
    facts: Facts
    settings: Settings
    rules: RuleBook
    at: datetime

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def world(self) -> World:
        """All names of places, with the home country that the time zone tells."""
        home = self.settings.home or country_of_timezone(self.settings.timezone)
        return World(self.settings.regions, home)

    @property
    def regions(self) -> tuple[str, ...]:
        """Where the asset is shown: its own regions, else the settings'. Empty: not known."""
        entry = self.asset.entry
        return (entry.regions if entry else ()) or self.settings.default_regions

    def ask(self, variant: str = "") -> Ask:
        """The scope in which facts are asked for."""
        audience = self.asset.campaign.audience if self.asset.campaign else ()
        return Ask(
            channel=self.asset.channel.value,
            regions=self.regions,
            variant=variant,
            audience=audience,
            groups=self.world.groups,
            home=self.world.home,
        )

    def reference(self, fact: Fact[object]) -> FactRef:
        """A fact as the report shows it."""
        block = fact.block
        return FactRef(
            fact=fact.key,
            value=fact.text,
            file=fact.where.file,
            line=fact.where.line,
            column=fact.where.column,
            as_of=block.as_of.isoformat(timespec="minutes") if block.as_of else "",
            owner=block.owner,
            conditions=_conditions(fact),
            evidence=tuple(self.proof(name) for name in block.evidence),
        )

    def proof(self, name: str) -> EvidenceRef:
        found = self.facts.evidence.get(name)
        if found is None:
            return EvidenceRef(name)
        return EvidenceRef(
            found.id,
            found.kind,
            found.done_by,
            found.date.isoformat() if found.date else "",
            found.file or found.url or found.source,
            found.page,
            found.file_sha256,
        )

    def cause(
        self,
        code: str,
        sentence: str,
        state: VerdictState,
        /,
        *,
        facts: Iterable[Fact[object]] = (),
        severity: Severity | None = None,
        **values: object,
    ) -> Cause:
        """The rule ``code`` is broken: its message ``sentence`` filled with ``values``."""
        rule = self.rules.by_code[code]
        return Cause(
            code,
            state,
            rule.say(sentence, values),
            references(self, facts),
            rule.suggest(sentence, values),
            severity,
        )

    def words(self, code: str, key: str) -> tuple[str, ...]:
        """A rule file's list of words."""
        return self.rules.by_code[code].words.get(key, ())


def references(bench: Bench, facts: Iterable[Fact[object]]) -> tuple[FactRef, ...]:
    return tuple(dict.fromkeys(bench.reference(fact) for fact in facts))


def _conditions(fact: Fact[object]) -> str:
    conditions = fact.block.conditions
    kind = fact.key.rsplit(".", 1)[-1]
    return conditions.get(kind) or conditions.get("") or ""


@dataclass(frozen=True, slots=True)
class Case(Bench):
    """One claim before the facts.

    ``subject`` is None for "which product?"; only rules that judge the copy alone run then.
    ``asked`` keeps what the facts answered, in order, so that the rules about evidence can see it;
    ``windows`` when the facts asked for begin and end, so that later days can be judged; ``worked_out``
    what several rules need, found once.
    """

    claim: Claim = field(kw_only=True)
    subject: Product | None = field(kw_only=True)
    around: Surroundings = field(kw_only=True)
    others: tuple[Asset, ...] = field(default=(), kw_only=True)
    asked: list[Resolution[object]] = field(default_factory=list, kw_only=True, compare=False)
    windows: list[Window] = field(default_factory=list, kw_only=True, compare=False)
    worked_out: dict[str, Any] = field(default_factory=dict, kw_only=True, compare=False)

    @property
    def product(self) -> Product:
        if self.subject is None:
            raise ValueError("a rule that needs a product was run without one")
        return self.subject

    @property
    def segment(self) -> Segment:
        return self.asset.document.segments[self.claim.segment]

    @property
    def delivery(self) -> DeliveryFacts:
        return delivery_of(self.facts, self.product)

    @property
    def guarantees(self) -> tuple[GuaranteeFacts, ...]:
        return guarantees_of(self.facts, self.product)

    @property
    def headline(self) -> bool:
        """Whether the claim stands where it is read on its own."""
        return self.claim.surface in (Surface.SUBJECT, Surface.PREHEADER)

    def fact(self, facts: Sequence[Fact[T]]) -> Fact[T] | None:
        """The one fact that holds on the day, in the scope of the asset; None when none does."""
        if not facts:
            return None
        self.windows.extend((fact.block.valid_from, fact.block.valid_through) for fact in facts)
        answer = holds(facts, self.at, self.ask(self.claim.variant))
        self.asked.append(answer)  # type: ignore[arg-type]
        return answer.fact

    def broken(
        self,
        code: str,
        sentence: str,
        /,
        *facts: Fact[object],
        verdict: VerdictState = VerdictState.CONTRADICTED,
        severity: Severity | None = None,
        **values: object,
    ) -> Cause:
        """This claim breaks the rule ``code``. ``{text}`` and ``{product}`` are always known."""
        product = with_article(self.subject.name) if self.subject else ""
        known = {"text": self.claim.text, "product": product, **values}
        return self.cause(code, sentence, verdict, facts=facts, severity=severity, **known)

    def unqualified(
        self,
        code: str,
        sentence: str,
        /,
        *facts: Fact[object],
        severity: Severity | None = None,
        **values: object,
    ) -> Cause:
        """True only with words that are not there."""
        verdict = VerdictState.NEEDS_QUALIFICATION
        return self.broken(code, sentence, *facts, verdict=verdict, severity=severity, **values)

    def unproven(
        self,
        code: str,
        sentence: str,
        /,
        *facts: Fact[object],
        severity: Severity | None = None,
        **values: object,
    ) -> Cause:
        """Nothing on file bears it out."""
        verdict = VerdictState.UNSUPPORTED
        return self.broken(code, sentence, *facts, verdict=verdict, severity=severity, **values)

    def has(self, kind: CueKind) -> bool:
        return self.claim.has_cue(kind)


@dataclass(frozen=True, slots=True)
class DocumentCase(Bench):
    """One document before the rules that judge it as a whole.

    ``is_first`` marks the first document of its campaign (or of a run without one), at which what
    concerns all of them is said once.
    """

    around: Surroundings = field(kw_only=True)
    others: tuple[Asset, ...] = field(default=(), kw_only=True)
    verdicts: tuple[Verdict, ...] = field(default=(), kw_only=True)
    is_first: bool = field(default=True, kw_only=True)

    def found(
        self, cause: Cause, segment: int | None = None, prose: tuple[int, int] | None = None
    ) -> DocumentCause:
        """A cause at a segment's words (``prose``), at the segment, or at the document's beginning."""
        document = self.asset.document
        if segment is None:
            return DocumentCause(cause, document.path)
        block = document.segments[segment]
        first, last = prose or (0, len(block.text))
        start, end = block.source(first, last)
        return DocumentCause(cause, document.path, start, end, block.text[first:last])
