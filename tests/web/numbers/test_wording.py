"""What the public page says was asked: the very texts the child reads after its meeting."""

import pytest

from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.child.wording_after import AFTER_WORDING
from boernestemme.web.numbers.wording import ASKED


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_questions_on_the_page_are_those_the_child_reads(age_group: AgeGroup) -> None:
    asked = AFTER_WORDING[age_group].asked
    assert ASKED[age_group] == tuple(asked[item].text for item in ITEMS[age_group])
