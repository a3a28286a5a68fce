"""A corrected half-year for the public: the newest counts, and every number stays where it was."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from boernestemme.domain.release import to_bytes
from boernestemme.web.tools import NAME
from tests.page_client import PageClient
from tests.release_factory import NEW, OLD, freeze, publish, release
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.staff_of import with_board

NOTE = "En kommune var talt to gange."
FIRST, SECOND = release(), release(number=2, note=NOTE, replies=())


@pytest.fixture
def public(scene: Scene) -> PageClient:
    """Anybody's browser, when one half-year is published, and another is and was corrected."""
    with with_board(scene).acting() as world:
        for one in (release(OLD), FIRST, SECOND):
            publish(one, world)
        freeze(release(number=3, note="En kladde."))
    return PageClient(scene.app)


def test_every_published_number_has_an_address_of_its_own(public: PageClient) -> None:
    for one in (FIRST, SECOND):
        address = f"/tal/{NEW}-{one.number}"
        assert public.get(f"{address}.json").data == to_bytes(one)
        assert public.get(f"{address}.csv").text.startswith("period,area,")
    assert public.get(f"/tal/{NEW}.json").data == to_bytes(SECOND)


def test_a_draft_and_what_never_was_have_none(public: PageClient) -> None:
    for name in (f"{NEW}-3", f"{NEW}-0", f"{NEW}-x", f"{OLD}-2", "2026H3-1"):
        for ending in ("json", "csv"):
            assert public.get(f"/tal/{name}.{ending}").status_code == 404


def test_the_page_tells_every_change_with_its_digest_and_files(public: PageClient) -> None:
    page = public.get(f"/tal/{NEW}/")
    told = main_words(page).partition("Ændringer")[2]
    for one in (FIRST, SECOND):
        assert hashlib.sha256(to_bytes(one)).hexdigest() in told
        assert f"/tal/{NEW}-{one.number}.json" in links_of(page)
    assert told.index("Udgave 2") < told.index(NOTE) < told.index("Udgave 1")
    assert "gælder nu" in told and "En kladde." not in told
    before = main_words(public.get(f"/tal/{OLD}/")).partition("Ændringer")[2]
    assert "De er ikke rettet siden." in before


def values(thing: Any, key: str) -> list[Any]:
    """Everything under a key, however deep."""
    if isinstance(thing, list):
        return [found for one in thing for found in values(one, key)]
    if not isinstance(thing, dict):
        return []
    own = [thing[key]] if key in thing else []
    return own + [found for one in thing.values() for found in values(one, key)]


def catalogue(public: PageClient) -> dict[str, Any]:
    file = public.get("/tal/dcat.jsonld")
    assert file.content_type == "application/ld+json; charset=utf-8"
    found: dict[str, Any] = json.loads(file.text)
    return found


def test_the_catalogue_names_every_half_year_and_what_it_corrects(public: PageClient) -> None:
    told = catalogue(public)
    assert told["@type"] == "dcat:Catalog"
    [newest, older] = told["dcat:dataset"]
    assert newest["dct:identifier"] == f"boernestemme-{NEW}-2"
    assert newest["adms:versionNotes"]["@value"] == NOTE
    assert newest["dcat:previousVersion"]["dct:identifier"] == f"boernestemme-{NEW}-1"
    assert "dcat:previousVersion" not in older
    assert older["dct:temporal"]["dcat:endDate"]["@value"] == "2026-06-30"


def test_each_file_of_the_catalogue_has_the_size_and_checksum_it_says(public: PageClient) -> None:
    files = [one for every in values(catalogue(public), "dcat:distribution") for one in every]
    assert len(files) == 2 * 3
    for one in files:
        content = public.get(one["dcat:downloadURL"]["@id"]).data
        assert int(one["dcat:byteSize"]["@value"]) == len(content) > 1000
        told = one["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert told == hashlib.sha256(content).hexdigest()
        assert told != hashlib.sha256(content + b" ").hexdigest(), "the control"


def test_a_door_that_knows_its_address_tells_it(scene: Scene, public: PageClient) -> None:
    found = scene.app.extensions[NAME]
    door = "https://tal.example"
    settings = replace(found.settings, staff_url=door)
    scene.app.extensions[NAME] = replace(found, settings=settings)
    addresses = [one["@id"] for one in values(catalogue(public), "dcat:accessURL")]
    assert addresses[0] == f"{door}/tal/{NEW}-2.csv"
    assert all(one.startswith(f"{door}/tal/") for one in addresses)


def test_every_word_of_the_catalogue_has_its_vocabulary(public: PageClient) -> None:
    told = catalogue(public)
    used = {word.partition(":")[0] for word in _names(told) if ":" in word}
    assert used == set(told["@context"]) - {"xsd"}, "which stands in types alone"


def _names(thing: Any) -> set[str]:
    if isinstance(thing, list):
        return {name for one in thing for name in _names(one)}
    if not isinstance(thing, dict):
        return set()
    inner = {name for key, one in thing.items() if key != "@context" for name in _names(one)}
    return {key for key in thing if not key.startswith("@")} | inner
