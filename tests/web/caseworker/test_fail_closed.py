"""When the log's line cannot be written nothing a child said is shown, on any route (ACC-09)."""

from datetime import timedelta

import pytest

from boernestemme.domain.disclosing import Ground
from boernestemme.domain.ports import Place
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import submissions
from tests.factories import MEETING, older_answers
from tests.page_client import PageClient
from tests.routes import ROUTES
from tests.web.reading_documents import Document
from tests.web.scene import Scene

CANARY = "kanariefugl"
SAID = older_answers(
    topics_text=f"{CANARY} et", not_in_front=f"{CANARY} to", not_for_parents=f"{CANARY} tre",
    place_text=f"{CANARY} fire", needs_text=f"{CANARY} fem",
)  # fmt: skip
FIELDS = {"ground": str(Ground.ACCESS), "words": "", "q": "ost", "asker": "child", "form": "page"}
# A session of its own, or an end to the one that looks.
NOT_ASKED = ("sign_in", "sign_out", "signed_out", "log-ind", "provider", "security", "app")
# Those that only fetch come first, for the others may end or give away the meetings.
TAKING_OUT = "caseworker.take_out_guarded"
READING = sorted(
    (
        (method, endpoint)
        for endpoint, (_, method, _) in ROUTES.items()
        if endpoint.startswith(("caseworker.", "leader."))
        and not any(part in endpoint for part in NOT_ASKED)
    ),
    key=lambda asked: (asked[0], asked[1] != TAKING_OUT, asked[1]),
)
FULL = "CREATE TRIGGER full BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'full'); END"
Asked = tuple[str, str]


@pytest.fixture
def links(scene: Scene) -> tuple[MadeLink, ...]:
    """A child that spoke before and after one meeting, and before the next."""
    first = scene.answered(said=SAID)
    scene.reply(first, "Vi taler om det.")
    scene.clock.now = MEETING + timedelta(hours=4)
    scene.answer_after(first, words={"more_text": f"{CANARY} seks"})
    later = MEETING + timedelta(days=20)
    return first, scene.answered(said=SAID, chain_id=first.meeting_id, starts_at=later)


def shown(scene: Scene, links: tuple[MadeLink, ...]) -> set[Asked]:
    """The routes that show the canary to the case worker or the leader, of either meeting."""
    scene.app.testing = False
    try:
        browsers = {"caseworker": scene.staff("mette"), "leader": scene.staff("leder")}
        return {
            (method, endpoint)
            for method, endpoint in READING
            for link in links
            if CANARY in said(browsers[endpoint.partition(".")[0]], endpoint, method, link)
        }
    finally:
        scene.app.testing = True


def said(browser: PageClient, endpoint: str, method: str, link: MadeLink) -> str:
    """What comes back, refused or not; of a document its text."""
    address = ROUTES[endpoint][0].replace("<meeting_id>", link.meeting_id)
    fields = FIELDS | {"csrf_token": browser.token}
    data = None if method == "GET" else fields
    answer = browser.client.open(address, method=method, data=data)
    if answer.mimetype == "application/pdf":
        return Document(answer.data).text
    return answer.text


def test_no_route_shows_what_cannot_be_noted(scene: Scene, links: tuple[MadeLink, ...]) -> None:
    scene.run(FULL)
    before = scene.count("access_log")
    assert shown(scene, links) == set()
    assert scene.count("access_log") == before


def test_the_same_routes_show_it_where_it_can_be_noted(
    scene: Scene, links: tuple[MadeLink, ...]
) -> None:
    """The control: the canary lies behind all of these, by every way there is."""
    found = {endpoint.partition(".")[2] for _, endpoint in shown(scene, links)}
    assert {
        "meeting", "print_sheet", "sheet_file", "journal_file", "journal_pdf", "plan_text",
        "after_meeting", "take_out_guarded",
    } <= found  # fmt: skip


def test_an_envelope_that_is_opened_past_the_log_opens_all_the_same(
    scene: Scene, links: tuple[MadeLink, ...]
) -> None:
    """The control: it is the log's line alone that keeps it closed, and not the full disk."""
    scene.run(FULL)
    with scene.acting() as world:
        [row] = submissions.of_meeting(links[0].meeting_id)
        place, opener = Place(row.municipality, row.id), world.links.keys.opener
        opened = opener.open(place, row.key_id, row.wrapped_key, row.envelopes)
    assert CANARY in str(opened)
