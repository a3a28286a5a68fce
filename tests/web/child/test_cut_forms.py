"""A form that breaks off anywhere on its way stores nothing, not even a part (SUB-05)."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from tests.web.scene import Scene
from tests.web.walking import CHECK, SEND, Child, arrive, arrive_after

KIND = "application/x-www-form-urlencoded"
WORDS = "Jeg vil gerne sidde ved siden af mormor. " * 3


def on_a_page(scene: Scene) -> tuple[Child, str, dict[str, str]]:
    """A page with text, which is kept as a draft."""
    one = arrive(scene)
    one.see("/svar/3")
    return one, "/svar/3", {"topics_text": WORDS, "go": "next"}


def on_the_check_page(scene: Scene) -> tuple[Child, str, dict[str, str]]:
    """The page that sends."""
    one = arrive(scene)
    one.fill(3, {"topics_text": WORDS})
    one.see(CHECK)
    return one, CHECK, {"keep_needs": "yes"}


def after_the_meeting(scene: Scene) -> tuple[Child, str, dict[str, str]]:
    """Words and taps, sent in one."""
    one = arrive_after(scene)
    one.tap_all("yes")
    return one, SEND, {"words": WORDS}


def sent(one: Child, address: str, whole: bytes, arrived: int) -> TestResponse:
    """What a server gets when only so much of a body arrived."""
    return one.pages.client.post(
        address,
        input_stream=BytesIO(whole[:arrived]),
        content_type=KIND,
        environ_overrides={"CONTENT_LENGTH": str(len(whole))},
    )


@pytest.mark.parametrize("arrived_at", [on_a_page, on_the_check_page, after_the_meeting])
def test_cut_at_any_byte_nothing_is_stored(
    scene: Scene, arrived_at: Callable[[Scene], tuple[Child, str, dict[str, str]]]
) -> None:
    one, address, fields = arrived_at(scene)
    whole = urlencode({"csrf_token": one.pages.token} | fields).encode()
    before = scene.everything_stored()
    statuses = {sent(one, address, whole, byte).status_code for byte in range(len(whole))}
    assert statuses == {400}
    assert scene.everything_stored() == before
    assert sent(one, address, whole, len(whole)).status_code == 303, "the control"
    assert scene.everything_stored() != before
