"""The list: what waits first, meetings by their two words, and no text of any answer."""

from datetime import timedelta

from boernestemme.domain.questionnaire import Value
from boernestemme.services import changing_links
from tests.factories import MEETING, older_answers
from tests.page_client import PageClient
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

LIST = "/raadgiver/"


def listed(scene: Scene, name: str = "mette") -> str:
    return main_words(scene.staff(name).get(LIST))


def test_an_empty_list_says_what_to_do(scene: Scene) -> None:
    page = listed(scene)
    assert "Ingen møder endnu" in page
    assert "Nyt link" in page


def test_a_meeting_is_named_by_its_two_words(scene: Scene) -> None:
    link = scene.link()
    page = listed(scene)
    assert str(link.words) in page
    assert "Intet svar endnu" in page
    assert "Intet venter på dig lige nu." in page


def test_an_answer_waits_first_with_its_tasks(scene: Scene) -> None:
    quiet, answered = scene.link(), scene.answered()
    page = listed(scene)
    assert "Venter på dig" in page
    assert page.index(str(answered.words)) < page.index(str(quiet.words))
    assert "Ulæst tekst" in page
    assert "Svar på ønsker senest" in page


def test_no_text_of_any_answer_stands_in_the_list(scene: Scene) -> None:
    said = older_answers(topics_text="kanarietekst")
    link = scene.answered(said=said)
    page = scene.staff().get(LIST).text
    for text in ("kanarietekst", "det med ferien", "faster", "gåtur", "Min far", "vinduer"):
        assert text not in page
    mette = scene.staff()
    assert "kanarietekst" in mette.get(f"/raadgiver/moeder/{link.meeting_id}").text, "the control"


def test_other_peoples_meetings_are_absent(scene: Scene) -> None:
    mettes, nadias, sofies = (scene.answered(by=name) for name in ("mette", "nadia", "sofie"))
    page = scene.staff().get(LIST).text
    assert mettes.meeting_id in page
    assert nadias.meeting_id not in page
    assert sofies.meeting_id not in page


def test_the_backup_sees_nothing_before_its_turn(scene: Scene) -> None:
    link = scene.answered()
    assert link.meeting_id not in scene.staff("jonas").get(LIST).text
    scene.clock.now += timedelta(days=2)
    page = scene.staff("jonas").get(LIST)
    assert link.meeting_id in page.text
    assert "Du læser for en kollega" in words_of(page)
    assert link.meeting_id not in scene.staff("nadia").get(LIST).text


def test_tasks_of_the_link_are_listed(scene: Scene) -> None:
    link = scene.link()
    scene.run("UPDATE invitations SET starts = 4 WHERE id = :i", i=link.invitation_id)
    assert "Startet 4 gange: spørg barnet selv" in listed(scene)
    scene.run("UPDATE invitations SET epoch = epoch - 1 WHERE id = :i", i=link.invitation_id)
    assert "Lav nyt link" in listed(scene)


def test_a_meeting_moves_to_the_past_when_it_is_over(scene: Scene) -> None:
    scene.link()
    assert "Kommende" in listed(scene)
    scene.clock.now = MEETING + timedelta(days=1)
    page = listed(scene)
    assert "Tidligere" in page and "Kommende" not in page


def test_a_reply_that_is_overdue_is_told_as_that(scene: Scene) -> None:
    scene.answered()
    scene.clock.now += timedelta(days=2)
    assert "Svar på ønsker senest fre. 12. mar." in listed(scene)
    scene.clock.now += timedelta(days=1)
    assert "Svar på ønsker senest i dag" in listed(scene)
    scene.clock.now += timedelta(days=1)
    assert "Svar på ønsker: fristen var fre. 12. mar." in listed(scene)


def test_a_cancelled_meeting_asks_for_nothing(scene: Scene) -> None:
    link = scene.answered()
    scene.change(changing_links.cancel, link)
    page = listed(scene)
    assert "Aflyst" in page
    assert "Ulæst tekst" not in page


def test_a_revoked_link_is_said(scene: Scene) -> None:
    scene.change(changing_links.revoke, scene.link())
    assert "Linket er trukket tilbage" in listed(scene)


def test_looking_at_the_list_changes_nothing(scene: Scene) -> None:
    scene.answered()
    mette = scene.staff()
    before = scene.everything_stored()
    mette.get(LIST)
    assert scene.everything_stored() == before


def test_a_leader_is_told_that_the_list_is_not_for_leaders(scene: Scene) -> None:
    link = scene.answered()
    leader: PageClient = scene.staff("leder")
    page = leader.get(LIST)
    assert page.status_code == 403
    assert link.meeting_id not in page.text and str(link.words) not in page.text


def test_what_the_child_said_after_the_meeting_waits_with_its_tasks(scene: Scene) -> None:
    worded, talking, quiet = scene.link(), scene.link(), scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    said: dict[str, Value] = {"next_time": ("pauser",), "more_text": "kanarietekst"}
    scene.answer_after(worded, words=said)
    scene.answer_after(talking, words={"talk_to": "caseworker"})
    page = listed(scene)
    assert "Nye ord efter mødet" in page and "Barnet vil tale med dig" in page
    assert max(page.index(str(one.words)) for one in (worded, talking)) < page.index(
        str(quiet.words)
    )
    assert page.count("Mødet er slut: vis eller send linket til barnet") == 1
    assert "Intet svar" not in page
    assert "kanarietekst" not in page and "pauser" not in page.lower()


def test_a_wish_for_another_stands_in_the_backups_list_alone(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    before = listed(scene)
    assert "Ingen møder endnu" in listed(scene, "jonas")
    scene.answer_after(link, words={"talk_to": "other"})
    assert listed(scene) == before
    assert "Barnet vil tale med en anden" in listed(scene, "jonas")


def test_words_after_a_cancelled_meeting_still_wait(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    scene.answer_after(link, words={"more_text": "Hvorfor?"})
    scene.clock.now = MEETING
    scene.change(changing_links.cancel, link)
    page = listed(scene)
    assert "Aflyst" in page and "Nye ord efter mødet" in page and "Venter på dig" in page


def test_a_link_that_no_longer_opens_is_a_task_after_the_meeting_too(scene: Scene) -> None:
    link = scene.answered()
    lock = "UPDATE invitations SET wrong_picks = 5 WHERE id = :i"
    scene.run(lock, i=link.invitation_id)
    assert "lav nyt link" not in listed(scene)
    scene.clock.now = MEETING + timedelta(hours=2)
    assert "Tal med barnet, lav nyt link" in listed(scene)
    scene.clock.now = MEETING + timedelta(days=15)
    assert "lav nyt link" not in listed(scene)


def test_the_link_is_offered_in_the_days_after_the_meeting(scene: Scene) -> None:
    link = scene.link()
    again, offer = f"/raadgiver/moeder/{link.meeting_id}/link", "vis eller send linket til barnet"
    assert again not in scene.staff().get(LIST).text
    scene.clock.now = MEETING + timedelta(hours=2)
    mette = scene.staff()
    assert offer in main_words(mette.get(LIST)) and again in mette.get(LIST).text
    assert mette.post(again).status_code == 200
    scene.clock.now = MEETING + timedelta(days=4)
    assert again not in scene.staff().get(LIST).text


def test_whether_the_child_has_tapped_moves_nothing_in_the_list(scene: Scene) -> None:
    tapped, silent = scene.link(), scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    before = listed(scene)
    scene.answer_after(tapped)
    assert listed(scene) == before
    scene.answer_after(silent, words={"more_text": "Hvorfor?"})
    assert listed(scene) != before, "the control: words are a task"


def test_each_waiting_row_says_what_to_do_first_and_leads_there(scene: Scene) -> None:
    unread, locked = scene.answered(), scene.link()
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE id = :i", i=locked.invitation_id)
    page = scene.staff().get(LIST)
    here = "/raadgiver/moeder"
    first, second = f"{here}/{unread.meeting_id}#h-said", f"{here}/{locked.meeting_id}/nyt-link"
    assert page.text.index(first) < page.text.index(second)
    assert "Læs teksten" in words_of(page) and "Tal med barnet, lav nyt link" in words_of(page)
    assert 'id="h-said"' in scene.staff().get(f"{here}/{unread.meeting_id}").text
