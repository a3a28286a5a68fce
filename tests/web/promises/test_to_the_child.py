"""What the child is promised, each sentence shown to be so over real requests."""

import pytest

from boernestemme.domain.disclosing import Ground
from boernestemme.domain.instruments.after import INSTRUMENTS
from boernestemme.domain.instruments.before import INSTRUMENTS as BEFORE
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import mixing
from boernestemme.services.making_links import MadeLink
from tests.factories import older_answers
from tests.routes import ROUTES
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene
from tests.web.staff_of import with_administrator, with_board
from tests.web.walking import AFTER, CHECK, Child, arrive, arrive_after

CANARY = "kanariefugl"
SAID = older_answers(topics_text=CANARY, not_in_front=CANARY, not_for_parents=CANARY)
# A colleague, the backup reader before its turn, another municipality, and three other roles.
STRANGERS = ("nadia", "jonas", "sofie", "leder", "ada", "anna")
LISTS = ("/raadgiver/", "/raadgiver/kommende", "/raadgiver/tidligere", "/leder/", "/leder/log")
RECEIPT = "Vi har fået dit svar"
FULL = "CREATE TRIGGER full BEFORE INSERT ON submissions BEGIN SELECT RAISE(ABORT, 'full'); END"
OLDER = AgeGroup.OLDER


def fetched(scene: Scene, name: str, link: MadeLink) -> str:
    """All that somebody gets by every address of a meeting, and of lists of meetings."""
    client = scene.staff(name).client
    addresses = [
        rule.replace("<meeting_id>", link.meeting_id)
        for rule, method, _ in ROUTES.values()
        if method == "GET" and ("<meeting_id>" in rule or rule in LISTS)
    ]
    return "".join(
        answer.text
        for answer in map(client.get, addresses)
        if answer.mimetype in {"text/html", "text/plain"}
    )


def test_only_the_people_who_work_with_the_case_can_read_it_here(scene: Scene) -> None:
    """Only the people who work with the case can read it here."""
    with_administrator(with_board(scene))
    link = scene.answered(said=SAID)
    assert CANARY in fetched(scene, "mette", link)
    for name in STRANGERS:
        assert CANARY not in fetched(scene, name, link), name
    taken = {"ground": str(Ground.ACCESS), "words": ""}
    for name in STRANGERS:
        browser = scene.staff(name)
        address = f"/raadgiver/moeder/{link.meeting_id}/journal-beskyttet"
        assert CANARY not in browser.post_fields(address, taken).text, name
    [[readers]] = scene.rows(
        "SELECT count(DISTINCT actor) FROM access_log WHERE subject = :m AND action = :a",
        m=link.meeting_id, a="answer_read",
    )  # fmt: skip
    assert readers == 1


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_a_parent_may_sometimes_have_a_right_to_see_the_file_we_say_so_before_the_first_question(
    scene: Scene, age_group: AgeGroup
) -> None:
    """A parent may sometimes have a right to see the file; we say so before the first question."""
    child = arrive(scene, age_group=age_group)
    first = child.see("/svar/1")
    said = {
        AgeGroup.YOUNGER: "Nogle gange læser andre voksne det også.",
        AgeGroup.OLDER: "Dine forældre kan nogle gange få lov at læse det.",
    }[age_group]
    assert said in main_words(first) and "/hvem-laeser" in first.text
    readers = main_words(child.see("/hvem-laeser"))
    assert "Mor eller far kan" in readers or "Dine forældre har nogle gange ret" in readers
    asked = min(screen.number for screen in BEFORE[age_group].screens)
    assert asked > 1, "the first page asks nothing"


def test_nobody_can_read_your_answer_from_this_phone_afterwards(scene: Scene) -> None:
    """Nobody can read your answer from this phone afterwards."""
    child = arrive(scene)
    assert CANARY in child.walk(SAID, OLDER).text, "the control: until it is sent, its writer may"
    child.send()
    again = Child(scene.app, child.link)
    again.begin()
    again.pick(child.link.words.colour, child.link.words.thing)
    addresses = [
        rule.replace("<token>", child.link.token).replace("<int:number>", str(number))
        for endpoint, (rule, method, _) in ROUTES.items()
        if method == "GET" and endpoint.startswith("child.")
        for number in (range(1, 12) if "<int:number>" in rule else (0,))
    ]
    for phone in (child, again):
        for address in addresses:
            answer = phone.pages.client.get(address)
            assert CANARY not in answer.text, address
            kept = answer.headers.get("Cache-Control", "")
            assert answer.status_code != 200 or "no-store" in kept or CANARY not in answer.text
    assert scene.rows("SELECT count(*) FROM drafts") == [(0,)]


def test_when_it_says_vi_har_faaet_dit_svar_we_have_it(scene: Scene) -> None:
    """When it says *Vi har fået dit svar*, we have it."""
    failing = arrive(scene)
    failing.walk(SAID, OLDER)
    scene.run(FULL)
    refused = failing.post(CHECK)
    assert RECEIPT not in words_of(refused) and "ikke modtaget" in words_of(refused)
    assert RECEIPT not in words_of(failing.pages.client.get("/svar/tak"))
    scene.run("DROP TRIGGER full")
    assert RECEIPT in words_of(failing.send())
    read = scene.read(failing.link).answers
    assert [one.parts.open["topics_text"] for one in read] == [CANARY]


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_you_may_skip_everything_and_stop_then_nothing_is_sent(
    scene: Scene, age_group: AgeGroup
) -> None:
    """You may skip everything, and stop. Then nothing is sent."""
    child = arrive(scene, age_group=age_group)
    before = scene.count("submissions")
    child.walk({}, age_group)
    child.fill(3, {"topics": ("skole",)})
    child.see("/svar/3")
    assert child.post("/skjul").status_code == 200
    assert (scene.count("submissions"), scene.count("drafts")) == (before, 0)
    back = Child(scene.app, child.link).come_in()
    back.walk({}, age_group)
    back.send()
    assert scene.count("submissions") == before + 1, "the control: pressing Send does send"


def test_your_case_worker_cant_see_what_you_tapped_the_taps_become_numbers_without_you_in_them(
    scene: Scene,
) -> None:
    """Your case worker can't see what you tapped; the taps become numbers without you in them."""
    others = [scene.link() for _ in range(10)]
    child = arrive_after(scene)
    child.tap_all("no")
    child.send_after({"more_text": CANARY})
    seen = fetched(scene, "mette", child.link)
    assert CANARY in seen, "the control: the words are shown"
    asked = [question for screen in INSTRUMENTS[OLDER].screens for question in screen.questions]
    assert [one.code for one in asked if f'"{one.code}"' in seen] == []
    scene.run("UPDATE mixer_box SET content = zeroblob(length(content))")
    without = fetched(scene, "mette", child.link)
    assert len(seen) == len(without), "what she sees does not hang on the taps"
    scene.run("DELETE FROM mixer_box")
    for link in others:
        scene.answer_after(link, {"attended": "yes", "heard": "partly"})
    with scene.acting() as world:
        mixing.mix_all(world.tools.settings.statistics_folder, AFTER)
    marks = scene.rows("SELECT * FROM marks")
    assert len(marks) == len(others)
    mine = {one for link in others for one in (link.meeting_id, link.invitation_id)}
    assert not [row for row in marks if mine & set(map(str, row))]
