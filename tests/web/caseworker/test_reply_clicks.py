"""W-04: six wishes are answered and the answers given with at most twelve clicks.

They are counted on the page's own controls, each pressed as a browser without script does.
"""

from collections.abc import Sequence
from itertools import combinations_with_replacement

import pytest

from boernestemme.domain.framing import Outcome
from boernestemme.domain.meeting import Phone
from boernestemme.domain.questionnaire import Answers
from tests.page_client import page_of
from tests.web.caseworker.test_replies import Desk
from tests.web.scene import Scene

SIX: Answers = {
    "topics": ("skole", "fremtid", "venner"),
    "place": "gaatur",
    "needs": ("pause", "stop"),
}
AT_MOST = 12
READY = ("law", "too_many", "no_time", "not_that_day", "another_time", "i_call")


class Clicks:
    """A mouse on the page: each click fills what the clicked control sends."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.count = desk, 0
        self.page = desk.open().text
        self.sent: dict[str, str] = {}

    def choose(self, name: str, value: str) -> None:
        offered = [(one.get("name"), one.get("value")) for one in page_of(self.page).fields]
        assert (name, value) in offered
        self.sent[name] = value
        self.count += 1

    def press(self, go: str) -> int:
        assert f'name="go" value="{go}"' in self.page
        self.count += 1
        return self.desk.save(self.sent, go).status_code


def answer(clicks: Clicks, outcomes: Sequence[Outcome]) -> None:
    """One click a wish: an answer, or under *Nej, fordi* a reason, which is a no."""
    for key, outcome, reason in zip(clicks.desk.keys, outcomes, READY, strict=True):
        if outcome is Outcome.NOT_MET:
            clicks.choose(f"reason-{key}", reason)
        else:
            clicks.choose(f"outcome-{key}", outcome)


def mixes() -> list[tuple[Outcome, ...]]:
    return list(combinations_with_replacement(Outcome, 6))


@pytest.fixture
def six(scene: Scene) -> Desk:
    desk = Desk(scene, scene.answered(said=SIX))
    assert len(desk.keys) == 6
    return desk


@pytest.mark.parametrize(
    "outcomes", [mixes()[0], mixes()[9], mixes()[14], mixes()[-1]], ids=" ".join
)
def test_six_wishes_take_seven_clicks(six: Desk, outcomes: tuple[Outcome, ...]) -> None:
    clicks = Clicks(six)
    answer(clicks, outcomes)
    assert clicks.press("link") == 303
    assert clicks.count == 7 <= AT_MOST
    read = six.scene.read(six.link)
    assert read.framing.delivery == "link"
    assert [read.framing.replies[key].outcome for key in six.keys] == list(outcomes)


def test_a_no_that_is_tapped_first_costs_one_click_more(six: Desk) -> None:
    """Thirteen, had a no been needed too: that is why a reason alone is one."""
    clicks = Clicks(six)
    for key, reason in zip(six.keys, READY, strict=True):
        clicks.choose(f"outcome-{key}", "not")
        clicks.choose(f"reason-{key}", reason)
    assert clicks.press("link") == 303
    assert clicks.count == 13 > AT_MOST


def test_no_mix_of_answers_takes_more(six: Desk) -> None:
    assert len(mixes()) == 28
    counted = set()
    for outcomes in mixes():
        clicks = Clicks(six)
        answer(clicks, outcomes)
        counted.add(clicks.count + 1)
    assert counted == {7}


def test_where_others_see_the_phone_it_takes_no_more(scene: Scene) -> None:
    desk = Desk(scene, scene.answered(said=SIX, phone=Phone.SHARED))
    clicks = Clicks(desk)
    answer(clicks, mixes()[-1])
    assert clicks.press("meeting") == 303
    assert clicks.count == 7


@pytest.mark.parametrize(
    ("fields", "becomes"),
    [
        ({"reason": "law"}, ("not", "law")),
        ({"reason": "own", "own": "Far er rejst."}, ("not", "own")),
        ({"outcome": "met", "reason": "law"}, ("met", None)),
        ({"outcome": "partly", "reason": "law"}, ("partly", "law")),
    ],
)
def test_a_reason_is_a_no_only_where_no_answer_is(
    six: Desk, fields: dict[str, str], becomes: tuple[str, str | None]
) -> None:
    key = six.keys[0]
    six.save({f"{name}-{key}": value for name, value in fields.items()})
    [reply] = six.scene.read(six.link).framing.replies.values()
    assert (reply.outcome, reply.reason) == becomes


@pytest.mark.parametrize("reason", ["", "own", "because"])
def test_what_is_no_reason_is_no_answer(six: Desk, reason: str) -> None:
    six.save({f"reason-{six.keys[0]}": reason})
    assert six.replies_kept() == set()
