"""Campaign files: every field, and names that must be on file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claimcheck.errors import FactsError, FactsErrors
from claimcheck.facts import asset_of, load_campaigns, load_facts
from claimcheck.facts.model import Campaign, Facts

from .writing import LONDON, settings

ZONE = ZoneInfo(LONDON)
FULL = """\
campaign: spring26
goal: 60 leads
qualified_lead: a shop
audience: [trade]
products: [trek-2]
utm: {utm_campaign: spring26, utm_medium: [email, print]}
form_fields: [utm_source]
qualifying_questions:
  - {id: quantity, ask_any_of: [How many], required_in: [landing-form]}
assets:
  - id: em-01
    file: ./email/spring.eml
    channel: email
    kind: promotional
    subject: Hello
    preheader: There
    products: [trek-2]
    regions: [GB]
    publish_at: 2026-03-03 09:00
    live_until: 2026-03-31
    recallable: no
    links_to: [lp-01]
    form: landing-form
    response_codes: ["0113 496 0001"]
  - {id: lp-01, file: web/a.html, publish_at: 2026-03-09, recallable: yes}
approvals:
  - asset: em-01
    by: Legal
    on: 2026-02-27
    content_sha256: "1111111111111111111111111111111111111111111111111111111111111111"
    facts_sha256: sha256:ABCDEF1111111111111111111111111111111111111111111111111111111111
handoff: {to: sales, fields: [asset_id, when], within: 1 working day}
outcomes: {file: exports/o.csv, columns: [lead_id, lost_reason]}
recipients: 12,000
expected_orders: 40 orders
"""


def load(root: Path, text: str, on_file: Facts | None = None) -> tuple[Campaign, ...]:
    (root / "campaign.yaml").write_text(text, encoding="utf-8")
    return load_campaigns(("campaign.yaml",), root, settings(root), on_file)


def on_file(root: Path) -> Facts:
    (root / "facts.yaml").write_text("product: trek-2\nname: Trek 2\n", encoding="utf-8")
    return load_facts(("facts.yaml",), root)


def test_every_field(tmp_path: Path) -> None:
    c = load(tmp_path, FULL, on_file(tmp_path))[0]
    assert (c.id, c.goal, c.qualified_lead, c.audience, c.products) == (
        "spring26",
        "60 leads",
        "a shop",
        ("trade",),
        ("trek-2",),
    )
    assert c.utm == {"utm_campaign": ("spring26",), "utm_medium": ("email", "print")}
    assert c.form_fields == ("utm_source",)
    assert c.qualifying_questions == (
        {"id": ("quantity",), "ask_any_of": ("How many",), "required_in": ("landing-form",)},
    )
    assert c.handoff == {"to": "sales", "fields": "asset_id, when", "within": "1 working day"}
    assert c.outcomes == {"file": "exports/o.csv", "columns": "lead_id, lost_reason"}
    assert c.recipients is not None
    assert c.recipients.low == Decimal(12000)
    assert c.expected_orders is not None
    assert (c.expected_orders.low, c.expected_orders.unit) == (Decimal(40), "order")


def test_assets_and_approvals(tmp_path: Path) -> None:
    c = load(tmp_path, FULL)[0]
    mail, page = c.assets
    assert (mail.id, mail.file, mail.channel, mail.kind, str(mail.where)) == (
        "em-01",
        "email/spring.eml",
        "email",
        "promotional",
        "campaign.yaml:11:5",
    )
    assert (mail.subject, mail.preheader, mail.products, mail.regions) == (
        "Hello",
        "There",
        ("trek-2",),
        ("GB",),
    )
    assert mail.publish_at == datetime(2026, 3, 3, 9, tzinfo=ZONE)
    assert mail.live_until == datetime(2026, 3, 31, 23, 59, 59, tzinfo=ZONE)
    assert (mail.recallable, mail.links_to, mail.form, mail.response_codes) == (
        False,
        ("lp-01",),
        "landing-form",
        ("0113 496 0001",),
    )
    assert (page.channel, page.recallable, page.live_until) == ("", True, None)
    assert page.publish_at == datetime(2026, 3, 9, 12, tzinfo=ZONE)
    approval = c.approvals[0]
    assert (approval.asset, approval.by, approval.on) == ("em-01", "Legal", date(2026, 2, 27))
    assert (approval.content_sha256, approval.facts_sha256) == ("1" * 64, "abcdef" + "1" * 58)


def test_the_asset_of_a_file(tmp_path: Path) -> None:
    campaigns = load(tmp_path, FULL)
    assert asset_of(campaigns, "email/spring.eml") == (campaigns[0], campaigns[0].assets[0])
    assert asset_of(campaigns, "./web/a.html") == (campaigns[0], campaigns[0].assets[1])
    assert asset_of(campaigns, "web/b.html") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("campain: x", 'campaign.yaml:1:1: "campain" is not known here. Did you mean "campaign"?'),
        ("goal: x", 'campaign.yaml:1:1: This campaign has no "campaign".'),
        ("campaign: c\nassets: [{id: a}]", 'campaign.yaml:2:10: This asset has no "file".'),
        (
            "campaign: c\nassets: [{id: a, file: x, links_to: [b]}]",
            'campaign.yaml:2:10: "b" is no asset of this campaign.',
        ),
        (
            "campaign: c\nassets: [{id: a, file: x}, {id: a, file: y}]",
            'campaign.yaml:2:28: The asset "a" stands twice',
        ),
        (
            "campaign: c\nassets: [{id: a, file: x, channel: post}]",
            'campaign.yaml:2:36: "post" is none of: email, web, direct-mail.',
        ),
        (
            "campaign: c\nassets: [{id: a, file: x, kind: promo}]",
            'campaign.yaml:2:33: "promo" is none of: promotional,',
        ),
        (
            "campaign: c\nassets: [{id: a, file: x, publish_at: soon}]",
            'campaign.yaml:2:39: "soon" is not a date',
        ),
        (
            "campaign: c\nassets: [{id: a, file: x, regions: [GX]}]",
            'campaign.yaml:2:37: "GX" is no known place.',
        ),
        (
            "campaign: c\nproducts: [trek-3]",
            'campaign.yaml:1:1: There is no product "trek-3" in the facts. Did you mean "trek-2"?',
        ),
        (
            "campaign: c\napprovals: [{asset: a, by: B}]",
            'campaign.yaml:2:13: "a" is no asset of this campaign.',
        ),
        ("campaign: c\nrecipients: many", "campaign.yaml:2:13: "),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FactsErrors) as problem:
        load(tmp_path, text, on_file(tmp_path))
    assert str(problem.value.errors[0]).startswith(said)


def test_a_folder_of_campaigns(tmp_path: Path) -> None:
    folder = tmp_path / "campaigns"
    folder.mkdir()
    (folder / "b.yaml").write_text("campaign: b\n")
    (folder / "a.yaml").write_text("campaign: a\n")
    assert [c.id for c in load_campaigns(("campaigns/",), tmp_path)] == ["a", "b"]
    (folder / "c.yaml").write_text("campaign: a\n")
    with pytest.raises(
        FactsErrors, match=r'c\.yaml:1:1: The campaign "a" stands twice; first in campaigns/a\.yaml:1:1'
    ):
        load_campaigns(("campaigns/",), tmp_path)


def test_a_missing_file_and_none_at_all(tmp_path: Path) -> None:
    assert load_campaigns((), tmp_path) == ()
    with pytest.raises(FactsError, match=r'There is no campaign file or folder "c\.yaml"'):
        load_campaigns(("c.yaml",), tmp_path)
