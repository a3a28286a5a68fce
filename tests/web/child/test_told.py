"""Why there is a meeting, what may be changed and what not: told on the child's own phone alone."""

import pytest

from boernestemme.domain.meeting import (
    CAN_CHANGE,
    FIXED_BECAUSE,
    PURPOSES,
    AgeGroup,
    Phone,
    Settled,
)
from boernestemme.domain.readability import measure, words_in
from boernestemme.services import telling
from boernestemme.web.told import TOLD
from tests.web.child.test_bytes import LATER, cost, fetched
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, arrive

YOUNGER, OLDER = AgeGroup
SOME = Settled((), None, ("wellbeing", "support"), ("who", "topics"), "other")
ALL = Settled((), None, PURPOSES, CAN_CHANGE, "others")
SAID = {
    YOUNGER: (
        "Vi taler om hvordan du har det og din hjælp",
        "Du kan få lavet om hvem der er med og hvad vi taler om",
        "Resten bliver, som det er Spørg Mette hvorfor.",
    ),
    OLDER: (
        "Det handler om hvordan du har det og din hjælp",
        "Du kan få lavet om hvem der er med og hvad vi taler om",
        "Resten ligger fast Spørg Mette hvorfor.",
    ),
}
MORE_WORDS = 50


@pytest.mark.parametrize("age_group", AgeGroup)
def test_it_is_told_before_the_child_is_asked_what_it_knows(
    scene: Scene, age_group: AgeGroup
) -> None:
    page = main_words(arrive(scene, age_group=age_group, settled=SOME).see("/svar/2"))
    asked = page.index("Ved du, hvad mødet handler om?")
    assert [said for said in SAID[age_group] if not 0 <= page.find(said) < asked] == []
    usual = main_words(arrive(scene, age_group=age_group).see("/svar/2"))
    assert not [said for said in SAID[age_group] if said in usual], "the control: nothing told"


@pytest.mark.parametrize("phone", Phone)
@pytest.mark.parametrize("age_group", AgeGroup)
def test_a_phone_that_others_see_is_told_nothing(
    scene: Scene, age_group: AgeGroup, phone: Phone
) -> None:
    one = arrive(scene, age_group=age_group, phone=phone, settled=SOME)
    pages = " ".join(words_of(one.see(f"/svar/{n}")) for n in (1, 2, 3, 4, 5, 6, 7))
    pages += words_of(one.see(CHECK))
    found = [said for said in SAID[age_group] if said in pages]
    assert bool(found) is phone.is_safe, "the control: the child's own phone is told"


@pytest.mark.parametrize("age_group", AgeGroup)
def test_where_nothing_may_be_changed_there_is_no_rest(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group, settled=Settled(fixed_because="law"))
    page = main_words(one.see("/svar/2"))
    assert "Resten" not in page and TOLD[age_group].all_stays in page


@pytest.mark.parametrize("age_group", AgeGroup)
def test_the_easier_questions_tell_it_in_their_own_words(scene: Scene, age_group: AgeGroup) -> None:
    other = OLDER if age_group is YOUNGER else YOUNGER
    one = arrive(scene, age_group=age_group, settled=SOME)
    one.see("/svar/2")
    one.post("/svar/2", {"shown": age_group, "manner": f"age:{other}"})
    assert SAID[other][2] in main_words(one.see("/svar/2"))


@pytest.mark.parametrize("age_group", AgeGroup)
def test_all_of_it_is_short_and_light(scene: Scene, age_group: AgeGroup) -> None:
    told, usual = (
        arrive(scene, age_group=age_group, settled=settled) for settled in (ALL, Settled())
    )
    more = len(words_in(main_words(told.see("/svar/2"))))
    more -= len(words_in(main_words(usual.see("/svar/2"))))
    assert 0 < more <= MORE_WORDS
    assert cost(fetched(told, "/svar/2")) <= LATER


@pytest.mark.parametrize("age_group", AgeGroup)
def test_every_chip_has_words_that_are_easy_to_read(age_group: AgeGroup) -> None:
    told = TOLD[age_group]
    assert tuple(told.purposes) == PURPOSES
    assert tuple(told.can_change) == CAN_CHANGE
    assert tuple(told.because) == FIXED_BECAUSE
    pieces = [*told.purposes.values(), *told.can_change.values(), *told.because.values()]
    reading = measure([told.why, told.changes, told.stays, told.all_stays, *pieces])
    assert reading.lix <= 20 and reading.longest_words <= 8


def test_a_place_wished_for_before_it_was_settled_is_not_lost(scene: Scene) -> None:
    """The page was gone past already: the wish is sent, and answered like any other."""
    one = arrive(scene)
    assert one.fill(5, {"place": "gaatur"}).status_code == 303
    with scene.acting() as world:
        telling.tell(world.setting(), one.link.meeting_id, Settled((), "skole"))
    assert one.see("/svar/5").headers["Location"] == "/svar/6"
    one.see(CHECK)
    one.send()
    [answer] = scene.read(one.link).answers
    assert answer.parts.open["place"] == "gaatur"
