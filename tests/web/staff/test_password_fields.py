"""Fields for passwords: masked, named for a browser's helpers, and touched by no script."""

import re

from tests.architecture.project import ROOT
from tests.page_client import PageClient
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.staff_of import with_administrator

PEOPLE = "/administration/personer/"
NEW = {"email": "ny@test.example", "first_name": "Ny", "role": "caseworker"}
LINK = re.compile(r"http://localhost(/administration/velkommen/[\w-]+)")
FIELD = re.compile(r'<input[^>]*name="(?:password|again)"[^>]*>')
SCRIPTS = ROOT / "boernestemme" / "web" / "static" / "js"


def kinds(page: str) -> list[tuple[str, str]]:
    """Type and ``autocomplete`` of each field for a password."""
    words = (re.search(r' type="(.+?)".* autocomplete="(.+?)"', one) for one in FIELD.findall(page))
    return [(one[1], one[2]) for one in words if one]


def test_they_are_masked_named_and_left_alone(scene: Scene) -> None:
    ada = with_administrator(scene).staff("ada")
    ada.get(f"{PEOPLE}ny")
    here = ada.post_fields(f"{PEOPLE}ny", NEW).headers["Location"]
    assert ada.get(here).status_code == 200
    made = ada.post(f"{here}link")
    assert made.status_code == 200, words_of(made)
    [way_in] = LINK.findall(made.text)
    theirs = PageClient(scene.app)
    assert kinds(theirs.get(way_in).text) == [("password", "new-password")] * 2
    assert kinds(theirs.get("/raadgiver/log-ind").text) == [("password", "current-password")]
    scripts = [file.read_text() for file in SCRIPTS.rglob("*.js")]
    assert len(scripts) > 5, "the search has gone blind"
    assert not [1 for text in scripts if re.search("paste|password", text)]
