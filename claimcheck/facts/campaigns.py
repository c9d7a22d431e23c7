"""Campaign files: what goes out when, where and to whom, and who approved it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimcheck.config import Settings
from claimcheck.errors import FactsError, FactsErrors, SourceLocation, nearest
from claimcheck.facts import kinds as k
from claimcheck.facts.build import located
from claimcheck.facts.load import facts_files, set_of, setting_of
from claimcheck.facts.model import Approval, AssetEntry, Block, Campaign, Facts
from claimcheck.facts.nouns import Noun
from claimcheck.facts.shapes import Field, ItemsOf, Keyed, ListOf, Plain, Words
from claimcheck.facts.site import Site
from claimcheck.yamlsource import read_yaml

__all__ = ["CAMPAIGN", "asset_of", "load_campaigns"]

TEXT, TEXTS = Plain(k.TEXT), ListOf(k.TEXT)


def _question(
    values: dict[str, Any], _block: Block, _where: SourceLocation, _key: str
) -> dict[str, tuple[str, ...]]:
    return {**values, "id": (values["id"],)}


ASSET = Noun("asset", (
    Field("id", Plain(k.SLUG), "its name in the campaign", required=True),
    Field("file", Plain(k.RELATIVE_FILE), "the file, from the settings' folder", required=True),
    Field("channel", Plain(k.CHANNEL), "email, web or direct-mail"),
    Field("kind", Plain(k.word("promotional", "transactional", "service")), "what sort of message it is"),
    Field("subject", TEXT, "the subject line of a mail that is kept as HTML, MJML or Markdown"),
    Field("preheader", TEXT, "its preheader"),
    Field("products", TEXTS, "ids of the products it is about"),
    Field("regions", ListOf(k.REGION), "where it is shown"),
    Field("publish_at", Plain(k.NOON), "when it goes out; a bare date is its noon"),
    Field("live_until", Plain(k.THROUGH), "until when it can be read, included"),
    Field("recallable", Plain(k.YES_NO), "whether it can be changed once it is out"),
    Field("links_to", TEXTS, "ids of the assets it links to"),
    Field("form", TEXT, "the form on it"),
    Field("response_codes", TEXTS, "codes, QR codes and numbers by which a response is known"),
), located(AssetEntry), around="none", named_by="id")

APPROVAL = Noun("approval", (
    Field("asset", TEXT, "the asset approved", required=True),
    Field("by", TEXT, "by whom", required=True),
    Field("on", Plain(k.DAY), "when"),
    Field("content_sha256", Plain(k.HASH), "of the file as approved"),
    Field("facts_sha256", Plain(k.HASH), "of the facts as approved"),
), located(Approval, on=None, content_sha256="", facts_sha256=""), around="none")

QUESTION = Noun("qualifying question", (
    Field("id", Plain(k.SLUG), "its name", required=True),
    Field("ask_any_of", TEXTS, "words that count as asking it", required=True),
    Field("required_in", TEXTS, "forms and channels that must ask it"),
), _question, around="none")

CAMPAIGN = Noun("campaign", (
    Field("campaign", Plain(k.SLUG), "its id", required=True, to="id"),
    Field("goal", TEXT, "what it is for"),
    Field("qualified_lead", TEXT, "what sales agreed to call a qualified lead"),
    Field("audience", TEXTS, "ids of the settings' audiences"),
    Field("products", TEXTS, "ids of the products it is about"),
    Field("utm", Keyed(TEXTS), "tags that links must carry, and their values"),
    Field("form_fields", TEXTS, "hidden fields that forms must carry"),
    Field("qualifying_questions", ItemsOf(QUESTION), "questions agreed with sales"),
    Field("assets", ItemsOf(ASSET), "what goes out"),
    Field("approvals", ItemsOf(APPROVAL), "who approved what"),
    Field("handoff", Keyed(Words()), "to whom leads go, with which fields, how soon"),
    Field("outcomes", Keyed(Words()), "where the outcomes are kept"),
    Field("recipients", Plain(k.COUNT), "how many it goes to"),
    Field("expected_orders", Plain(k.COUNT), "how many orders are expected"),
), located(Campaign), around="none")


def load_campaigns(
    paths: Sequence[str], root: Path, settings: Settings | None = None, facts: Facts | None = None
) -> tuple[Campaign, ...]:
    """Load campaign files and folders of them. With ``facts``, the products they name must be on file.

    Raises FactsErrors with everything that is wrong, each with its place.
    """
    site = Site(setting_of(settings or Settings(root=root)))
    campaigns: list[Campaign] = []
    for name, path in facts_files(paths, root, "campaign"):
        try:
            node = read_yaml(path, name, FactsError)
        except FactsError as error:
            site.errors.append(error)
            continue
        campaign = CAMPAIGN.read(node, "", Block(), site)
        if campaign is not None:
            _crosscheck(campaign, campaigns, facts, site)
            campaigns.append(campaign)
    if site.errors:
        raise FactsErrors(sorted(set_of(site.errors), key=lambda error: error.where or SourceLocation("")))
    return tuple(campaigns)


def asset_of(campaigns: Sequence[Campaign], path: str) -> tuple[Campaign, AssetEntry] | None:
    """The campaign and its entry for a file; ``path`` is relative to the settings' folder."""
    wanted = Path(path).as_posix()
    return next(((c, a) for c in campaigns for a in c.assets if Path(a.file).as_posix() == wanted), None)


def _crosscheck(campaign: Campaign, earlier: Sequence[Campaign], facts: Facts | None, site: Site) -> None:
    """Names that point at assets, products and other campaigns."""
    twin = next((c for c in earlier if c.id == campaign.id), None)
    if twin:
        site.wrong(f'The campaign "{campaign.id}" stands twice; first in {twin.where}.', campaign.where)
    assets = [asset.id for asset in campaign.assets]
    for asset in campaign.assets:
        for link in asset.links_to:
            if link not in assets:
                site.wrong(f'"{link}" is no asset of this campaign.', asset.where, nearest(link, assets))
        _known_products(asset.products, asset.where, facts, site)
    _known_products(campaign.products, campaign.where, facts, site)
    for approval in campaign.approvals:
        if approval.asset not in assets:
            site.wrong(f'"{approval.asset}" is no asset of this campaign.', approval.where,
                       nearest(approval.asset, assets))


def _known_products(ids: Sequence[str], where: SourceLocation, facts: Facts | None, site: Site) -> None:
    for product_id in ids if facts else ():
        if facts is not None and facts.product(product_id) is None:
            site.wrong(f'There is no product "{product_id}" in the facts.', where,
                       nearest(product_id, (p.id for p in facts.products)))
