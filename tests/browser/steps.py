"""What a child and a case worker do in the browser, one function a step."""

from playwright.sync_api import Page

from tests.browser.server import ChildLink
from tests.factories import PASSWORD

LAST_SCREEN = 7
TEXT = "skriv det her ned æøå"


def come_in(page: Page, link: ChildLink) -> None:
    """Through the door and the two words, to screen 1."""
    page.goto(link.url)
    page.click("main form button")
    pick_words(page, *link.words)
    page.wait_for_url("**/svar/1")


def pick_words(page: Page, colour: str, thing: str) -> None:
    """Tap both words and go on."""
    page.check(f"input[name=first_word][value='{colour}']")
    page.check(f"input[name=second_word][value='{thing}']")
    page.click("main form button.main")


def jump(page: Page, path: str) -> None:
    """Open a page from a page of ours, as a link does; to the server it is the same site."""
    with page.expect_navigation(url=f"**{path}"):
        page.evaluate("path => { location.assign(path); }", path)


def save_text(page: Page, text: str) -> None:
    """Write on screen 3, tap one tile, and let the draft be saved."""
    jump(page, "/svar/3")
    page.check("input[name=topics] >> nth=0")
    page.fill("#f-topics_text", text)
    page.click("button[value=next]")
    page.wait_for_url("**/svar/4")


def fill_screen(page: Page, text: str = TEXT) -> None:
    """Tap the first answer of every question on the page, and write in every field."""
    names = page.eval_on_selector_all(
        "main fieldset input:not([type=hidden])",
        "all => [...new Set(all.filter(one => one.checkVisibility()).map(one => one.name))]",
    )
    for name in names:
        page.locator(f"input[name={name}]").first.check()
    for field in page.locator("main textarea").all():
        field.fill(text)


def answer_everything(page: Page, text: str = TEXT) -> None:
    """From screen 1 through every question to the check page."""
    page.click("button[value=next]")
    for number in range(2, LAST_SCREEN + 1):
        page.wait_for_url(f"**/svar/{number}")
        fill_screen(page, f"{text} {number}")
        page.click("button[value=next]")
    page.wait_for_url("**/svar/tjek")


def send(page: Page) -> None:
    """Tap *Send* and see the receipt."""
    page.click("form[action='/svar/tjek'] button.main")
    page.wait_for_url("**/svar/tak")


def tap_all(page: Page, *answers: str) -> None:
    """From the first question after the meeting to the page that sends, one press a question."""
    for number, answer in enumerate(answers, start=1):
        page.wait_for_url(f"**/svar/{number}")
        page.click(f"main button[value={answer}]")
    page.wait_for_url("**/svar/send")


def send_after(page: Page) -> None:
    """Press the one *Send* after the meeting and see the receipt."""
    page.click("form[action='/svar/send'] button.main")
    page.wait_for_url("**/svar/tak")


def sign_in(page: Page, base: str, name: str = "mette") -> None:
    """A case worker signs in."""
    page.goto(f"{base}/raadgiver/log-ind")
    page.fill("input[name=email]", f"{name}@test.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/raadgiver/")


def reply_to_all(page: Page) -> int:
    """Tap *Ja* at every wish, and one *Nej* with a reason; how many wishes there were."""
    wishes = page.locator("fieldset.wish")
    for wish in wishes.all():
        wish.locator("input[value=met]").check()
    wishes.first.locator("input[value=not]").check()
    wishes.first.locator("input[value=we_talk]").check()
    page.click("#replies button[value=save]")
    page.wait_for_selector("#replies [role=status] .icon")
    return wishes.count()
