"""What every test run begins with."""

from time import sleep

from hypothesis import given, settings
from hypothesis import strategies as st

TOO_LATE_ELSEWHERE = 0.25  # the library gives an example a fifth of a second


@settings(max_examples=1)
@given(st.none())
def test_no_drawn_example_is_late_on_a_busy_machine(_: None) -> None:
    sleep(TOO_LATE_ELSEWHERE)
