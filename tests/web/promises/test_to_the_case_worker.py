"""What the case worker is promised, each sentence shown to be so over real requests."""

from datetime import timedelta
from time import monotonic

from boernestemme.services.meeting_again import invite_again
from tests.factories import older_answers
from tests.web.caseworker.test_replies import Desk
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.walking import AFTER, arrive

NEW_LINK = "/raadgiver/nyt-link"
TAPS = {"age": "10-17", "day": "2027-03-16", "phone": "child"}
SECONDS = 5


def test_a_case_worker_makes_a_link_in_seconds(scene: Scene) -> None:
    """A case worker makes a link in seconds."""
    mette, begun = scene.staff(), monotonic()
    mette.get(NEW_LINK)
    made = mette.post_fields(NEW_LINK, TAPS)
    assert monotonic() - begun < SECONDS
    assert made.status_code == 200 and "Linket er klar" in words_of(made)
    for name in TAPS:
        left = {one: value for one, value in TAPS.items() if one != name}
        assert mette.post_fields(NEW_LINK, left).status_code == 422, "three taps, and no fewer"


def test_every_wish_gets_an_answer_yes_partly_no_and_why_the_child_gets_that_answer(
    scene: Scene,
) -> None:
    """Every wish gets an answer: yes, partly, no, and why. The child gets that answer."""
    desk = Desk(scene)
    bare = desk.replies("not", reason="", own="")
    assert desk.save(bare, "link").status_code == 422, "a no without its why is refused"
    desk.open()
    one_short = {
        name: text for name, text in desk.replies("met").items() if desk.keys[0] not in name
    }
    assert desk.save(one_short, "link").status_code == 422, "and so is a wish without an answer"
    desk.open()
    outcomes = ("met", "partly", "not")
    mixed: dict[str, str] = {}
    for number, key in enumerate(desk.keys):
        mixed |= {f"outcome-{key}": outcomes[number % 3], f"reason-{key}": "another_time"}
        mixed |= {f"own-{key}": f"Derfor nummer {number}"}
    assert desk.save(mixed, "link").status_code == 303
    letter = words_of(arrive(scene, desk.link).see("/svar/brev"))
    for number in range(len(desk.keys)):
        assert f"Derfor nummer {number}" in letter
    for said in ("Ja", "Noget af det kan vi.", "Det er for tidligt nu."):
        assert said in letter


def test_words_go_to_the_case_worker_and_into_the_next_framing(scene: Scene) -> None:
    """Words go to the case worker and into the next framing."""
    link = scene.answered(said=older_answers())
    other = scene.link()
    scene.clock.now = AFTER
    scene.answer_after(link, words={"more_text": "Sig det før, hvis I er forsinkede."})
    with scene.acting() as world:
        order = world.order(starts_at=AFTER + timedelta(days=30))
        new = invite_again(world.setting(), link.meeting_id, order, world.links)
    page = "/raadgiver/moeder/{}".format
    mette, words = scene.staff(), "Sig det før, hvis I er forsinkede."
    assert words in words_of(mette.get(page(link.meeting_id) + "/efter"))
    assert words in words_of(mette.get(page(new.meeting_id)))
    assert words not in words_of(mette.get(page(other.meeting_id))), "the control: another child"
