"""F10: whoever opens a link before the child: nothing is spent, sent or tried (LNK-06, LNK-08)."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser
from sqlalchemy import func, select

from boernestemme.storage.db import db
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.submissions import SubmissionRow
from tests.browser.scanners import PRESSERS, SCANNERS
from tests.browser.server import ChildLink, Site
from tests.browser.spending import PAGES, Spending
from tests.night.runs import Run

LINKS = 100
ITSELF = {"runs scripts", *PRESSERS}
SPENT_BY = {"fetched": set(SCANNERS), "sends-itself": ITSELF, "one-press": set(PRESSERS)}


@pytest.fixture
def spending() -> Iterator[Spending]:
    """Links that are spent too easily."""
    with closing(Spending()) as made:
        yield made


def state(site: Site, link: ChildLink) -> tuple[dict[str, object], int]:
    """All that is known of a link, and how many answers there are of it."""
    mine = SubmissionRow.invitation_id == link.made.invitation_id
    row = InvitationRow.__table__
    query = select(row).where(row.c.id == link.made.invitation_id)
    with site.app.app_context():
        [known] = db.session.execute(query).mappings()
        sent = db.session.execute(select(func.count()).where(mine)).scalar_one()
    return dict(known), int(sent)


def scan(site: Site, browser: Browser, link: ChildLink) -> int:
    """All twelve at one link, then the child itself; how often a session was begun meanwhile."""
    untouched, sent = state(site, link)
    assert (untouched["wrong_picks"], untouched["answered_on"], sent) == (0, None, 0)
    for name, visit in SCANNERS.items():
        starts = untouched["starts"]
        visit(browser, link.url)
        seen, sent = state(site, link)
        assert sent == 0, name
        untouched["starts"] = seen["starts"] if name in PRESSERS else starts
        assert seen == untouched, name
    site.answer(link)
    assert state(site, link)[1] == 1
    return int(str(untouched["starts"]))


def spenders(browser: Browser, spending: Spending, kind: str) -> set[str]:
    """Who of the twelve uses up a link of this kind."""
    for number, visit in enumerate(SCANNERS.values()):
        visit(browser, f"{spending.base}/{kind}/{number}")
    return {
        name for number, name in enumerate(SCANNERS) if f"/{kind}/{number}" in spending.spent
    }  # fmt: skip


def test_twelve_scanners_spend_nothing_and_the_child_comes_in(site: Site, browser: Browser) -> None:
    assert len(SCANNERS) == 12
    assert scan(site, browser, site.link()) >= len(PRESSERS), "nobody got through the door"


def test_control_a_page_that_sends_itself_is_spent(browser: Browser, spending: Spending) -> None:
    assert spenders(browser, spending, "sends-itself") == ITSELF


@pytest.mark.night
def test_F10_twelve_scanners_at_a_hundred_links(
    site: Site, browser: Browser, spending: Spending
) -> None:
    run = Run("F10", ("links", *PAGES))
    for _, figures in run.rounds("links", LINKS):
        figures["starts"] = scan(site, browser, site.link())
        figures["visits"] = len(SCANNERS)
    for kind in PAGES:
        for _, figures in run.rounds(kind):
            found = spenders(browser, spending, kind)
            assert found == SPENT_BY[kind]
            figures[kind] = len(found)
    run.close(
        f"{run.sum('visits'):.0f} visits of {len(SCANNERS)} kinds: 0 spent, 0 sent, 0 tries of the"
        f" words, {run.sum('starts'):.0f} presses on a door; then every child came in",
        f"spent by a fetch: {run.sum('fetched'):.0f} of {len(SCANNERS)}; by a page that sends"
        f" itself: {run.sum('sends-itself'):.0f}; by one press: {run.sum('one-press'):.0f}",
    )
