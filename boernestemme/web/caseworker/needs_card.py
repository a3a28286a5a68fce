"""The bring-along card on *Mødets ramme*: what helped the child before, and how to delete it."""

from dataclasses import dataclass

from flask import Response, make_response, redirect

from boernestemme.domain.needs_card import NEEDS
from boernestemme.domain.roles import Permission
from boernestemme.services import needs_cards
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.links import MEETING, confirm_page
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.guard import opens
from boernestemme.web.tools import staff_links, tools

DELETE = "slet-kort"


@dataclass(frozen=True)
class CardView:
    """What helped: tapped answers in Danish, the child's own words, and where it is deleted."""

    items: tuple[str, ...]
    quotes: tuple[str, ...]
    delete_url: str


def card_view(meeting_id: str, *, is_backup: bool) -> CardView | None:
    """The card as it is shown at a later meeting; None where there is nothing to show."""
    cards = needs_cards.read_cards(setting(), meeting_id, staff_links().keys.opener)
    if not cards:
        return None
    items = (
        Labels(card.age_group, is_backup).choice(NEEDS, code)
        for card in cards
        for code in card.needs
    )
    quotes = (card.text for card in cards if card.text)
    delete_url = f"/raadgiver/moeder/{meeting_id}/{DELETE}"
    return CardView(tuple(dict.fromkeys(items)), tuple(dict.fromkeys(quotes)), delete_url)


@blueprint.get(f"{MEETING}/{DELETE}")
@opens(Permission.READ_MEETING)
def ask_delete_card(meeting_id: str) -> str:
    """Is the card really to go?"""
    return confirm_page(meeting_id, DELETE)


@blueprint.post(f"{MEETING}/{DELETE}")
@opens(Permission.READ_MEETING)
def delete_card(meeting_id: str) -> Response:
    """The child does not want it remembered."""
    needs_cards.delete_cards(setting(), meeting_id, tools().settings.erasure_ledger)
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}", 303))
