"""The whole way: a child answers, the case worker reads and replies, the child reads the reply."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.browser.conftest import DESK, NewPage
from tests.browser.server import Site
from tests.browser.steps import (
    TEXT,
    answer_everything,
    come_in,
    pick_words,
    reply_to_all,
    send,
    send_after,
    sign_in,
    tap_all,
)

IN_VIEW = """selector => { const box = document.querySelector(selector).getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight; }"""


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_child_is_heard_and_gets_its_reply(
    site: Site, new_page: NewPage, age: AgeGroup, script: bool
) -> None:
    link = site.link(age_group=age)
    child = new_page(script=script)
    come_in(child, link)
    answer_everything(child)
    send(child)
    assert "Vi har fået dit svar" in child.inner_text("h1")

    worker = new_page(script=script, viewport=DESK)
    sign_in(worker, site.base)
    worker.goto(f"{site.base}/raadgiver/moeder/{link.meeting_id}")
    words = worker.inner_text("main")
    assert f"{TEXT} 3" in words and f"{TEXT} 5" in words
    assert reply_to_all(worker) >= 6
    worker.click("#replies button[value=link]")
    worker.wait_for_selector("text=Svaret er sendt")

    child.goto(link.url)
    child.click("main form button")
    pick_words(child, *link.words)
    child.click("a[href='/svar/brev']")
    child.wait_for_url("**/svar/brev")
    letter = child.inner_text("main")
    assert "Ja, det gør vi." in letter and "Vi taler om det på mødet." in letter
    assert TEXT not in letter


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_child_says_how_it_was_and_is_read_where_it_wants_to_be(
    site: Site, new_page: NewPage, age: AgeGroup, script: bool
) -> None:
    link = site.held_link(age_group=age)
    child = new_page(script=script)
    come_in(child, link)
    tap_all(child, "yes", *["no"] * (4 if age is AgeGroup.YOUNGER else 5))
    assert not child.evaluate(IN_VIEW, "#send"), "the control"
    child.click("text=Gå til Send")
    assert child.evaluate(IN_VIEW, "#send")
    child.check("input[name=next_time][value=lyt_mere]")
    child.fill("#f-more_text", TEXT)
    child.check("input[name=talk_to][value=caseworker]")
    send_after(child)
    assert "Vi har fået dit svar" in child.inner_text("h1")
    child.go_back()
    child.wait_for_url("**/svar/tak#send")  # a browser takes the place on the page along
    assert "Vi har fået dit svar" in child.inner_text("h1")

    worker = new_page(script=script, viewport=DESK)
    sign_in(worker, site.base)
    worker.goto(f"{site.base}/raadgiver/moeder/{link.meeting_id}/efter")
    words = worker.inner_text("main")
    assert TEXT in words and "Lytte mere" in words
    assert "Lyttede" not in words and "tryg" not in words
