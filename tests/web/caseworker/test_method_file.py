"""The team's sheet: the method, the six points and the tool on one page to hang up."""

from boernestemme.web.caseworker.points import HEADINGS
from boernestemme.web.caseworker.wording_method import STEPS
from tests.web.reading_documents import Document
from tests.web.scene import Scene

HERE = "/raadgiver/metode.pdf"


def test_it_is_one_tagged_page_with_the_method_and_the_six_points(scene: Scene) -> None:
    answer = scene.staff().get(HERE)
    found = Document(answer.data)
    assert found.pages == 1 and found.is_tagged and found.language == "da"
    text = " ".join(found.text.split())
    for step in STEPS:
        assert step.title in text and step.why in text
        assert [line for line in step.do if line not in text] == []
    assert [name for name in HEADINGS.values() if name not in text] == []
    assert answer.headers["Content-Disposition"] == 'inline; filename="metode.pdf"'


def test_the_page_about_the_method_leads_there_and_only_staff_gets_it(scene: Scene) -> None:
    assert f'href="{HERE}"' in scene.staff().get("/raadgiver/metode").text
    assert scene.app.test_client().get(HERE).status_code == 303
