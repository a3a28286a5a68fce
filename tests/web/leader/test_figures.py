"""The municipality's own figures: published ones alone, the staff's statement, a course begun."""

from datetime import date

import pytest

from boernestemme.domain.month import Month
from boernestemme.domain.period import Period
from boernestemme.domain.roles import Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from boernestemme.storage import month_counts, statements
from boernestemme.storage.db import transaction
from boernestemme.web.leader.wording_statement import CHANGES, REFUSED
from tests.factories import NOW, PASSWORD
from tests.release_factory import NEW, OLD, add_board, freeze, publish, release
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene

FIGURES = "/leder/tal"


def seen(scene: Scene) -> str:
    return main_words(scene.staff("leder").get(FIGURES))


def test_the_newest_published_release_stands_beside_the_staffs_statement(scene: Scene) -> None:
    with scene.acting() as world:
        add_board()
        publish(release(OLD), world)
        freeze(release(NEW))
    page = scene.staff("leder").get(FIGURES)
    words = main_words(page)
    assert "Udgivet for 1. halvår 2026." in words, "the newer one is a draft"
    assert "Var du tryg på mødet?" in words and "90 % eller mere" in words
    assert "Jeg ved, hvordan jeg kan sikre god børneinddragelse i mine sager." in words
    assert f"/tal/{OLD}/" in links_of(page)
    assert "Roskilde" not in words and "Ringsted" not in words


def test_where_nothing_is_published_it_says_so(scene: Scene) -> None:
    assert "Der er ikke udgivet tal endnu." in seen(scene)
    with scene.acting() as world:
        add_board()
        publish(release(NEW, figures=()), world)
    assert "Jeres kommune vises ikke alene i udgivelsen for 2. halvår 2026." in seen(scene)


def test_each_municipality_sees_the_newest_of_its_own_kind_of_period(scene: Scene) -> None:
    with scene.acting() as world:
        administering.add_municipality("0492", "Ærø", "12 34 56 78", world.links.keys, NOW)
        new = NewAccount("lone@test.example", Role.LEADER, "0492", "Lone", PASSWORD)
        administering.add_account(new)
        add_board()
        for period in (NEW, Period(2027, 1), Period(2027)):
            publish(release(period), world)
    small, large = (main_words(scene.staff(name).get(FIGURES)) for name in ("lone", "leder"))
    yearly = "Jeres kommune er en af de mindste. Svarene tælles over et helt år"
    assert yearly in small and "Udgivet for 2027 (hele året)." in small
    assert yearly not in large and "Udgivet for 1. halvår 2027." in large


def test_a_month_is_shown_by_team_and_says_where_a_figure_is_left_out(scene: Scene) -> None:
    with scene.acting(), transaction():
        figures = dict(zip(month_counts.MEASURES, (40, 35, 25, 20, None), strict=True))
        month_counts.begin("0265", Month(2027, 1), date(2027, 2, 16))
        for team in ("", "-"):
            month_counts.add("0265", Month(2027, 1), team, figures)
    words = seen(scene)
    assert "Januar 2027" in words and "Hele kommunen 40 35 25 20 vises ikke" in words
    assert main_words(scene.staff().get("/raadgiver/maaneder")).count("Uden team 40 35") == 1
    assert "Hele kommunen Møder med link 40 Holdte møder 35" in main_words(
        scene.staff("leder").get("/leder/")
    )


def test_a_course_begins_and_is_compared_with_care(scene: Scene) -> None:
    leader = scene.staff("leder")
    leader.get(FIGURES)
    gone = leader.post_fields("/leder/forloeb", {"starts_on": "2027-03-10"})
    assert gone.status_code == 303
    words = main_words(leader.get(gone.headers["Location"]))
    assert "Forløbet er lagt ind." in words
    assert "Forløb 10. marts 2027 – 9. marts 2028 Ved starten Spørges fra 10. marts 2027" in words
    [[key]] = scene.rows("SELECT id FROM advice_courses")
    with scene.acting(), transaction():
        for _ in range(11):
            statements.count("0265", f"{key}-start", 5)
    scene.clock.now = scene.clock.now.replace(year=2028, month=4)
    words = seen(scene)
    assert "Ved starten De fleste er enige 10 svar: få svar, tallet er usikkert" in words
    assert "Ved slutningen Færre end 10 svar. Vises ikke" in words
    assert next(iter(CHANGES.values())) in words and "to forskellige grupper" in words


@pytest.mark.parametrize(
    ("typed", "rule"), [("", "no_day"), ("i dag", "no_day"), ("2027-03-08", "past"),
                        ("2030-01-01", "too_far")],
)  # fmt: skip
def test_a_refused_day_stays_on_the_page(scene: Scene, typed: str, rule: str) -> None:
    leader = scene.staff("leder")
    leader.get(FIGURES)
    answer = leader.post_fields("/leder/forloeb", {"starts_on": typed})
    assert answer.status_code == 422 and REFUSED[rule] in main_words(answer)
    assert not typed or f'value="{typed}"' in answer.text
    assert scene.count("advice_courses") == 0


@pytest.mark.parametrize("name", ["mette", "sofie"])
def test_it_is_for_leaders(scene: Scene, name: str) -> None:
    pages = scene.staff(name)
    assert pages.get(FIGURES).status_code == 403
    assert pages.post_fields("/leder/forloeb", {"starts_on": "2027-03-10"}).status_code == 403
