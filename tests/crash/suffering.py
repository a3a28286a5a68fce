"""A child who types and sends in the middle of some trouble, and what is wrong with its evening."""

import html
import time
from dataclasses import dataclass, field

from tests.crash.house import Child, House, Said, is_thanked
from tests.crash.troubles import Trouble

SCREEN = "/svar/3"
NOT_RECEIVED = "Det er ikke modtaget."
PLAIN = {403, 503}
SECONDS_TO_RECOVER = 60
TRACES = ("Traceback", 'File "/', "sqlalchemy", "psycopg", "sqlite3", "SELECT ")


@dataclass
class Evening:
    """What went wrong, how often the child was refused, and how long it took afterwards."""

    wrong: list[str] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0

    def hear(self, said: Said, typed: str) -> bool:
        """True when a form went through; a refusal must be plain and hold what was typed."""
        status, leads_to, page = said
        if status == 303 and leads_to.startswith("/svar/"):
            return True
        self.refused += 1
        if status not in PLAIN or NOT_RECEIVED not in page:
            self.wrong.append(f"not a plain refusal: {status} {leads_to}")
        if typed not in html.unescape(page):
            self.wrong.append("what was typed is lost")
        self.wrong += [f"shows {one}" for one in TRACES if one in page]
        return False


def suffer(house: House, child: Child, trouble: Trouble) -> Evening:
    """Type anew and send while there is trouble; then, once it is over, until it goes through."""
    evening, typed = Evening(), f"nyt: {child.text}"
    form = {"go": "next", "topics": "skole", "topics_text": typed}
    with trouble(house):
        is_kept = evening.hear(house.post(child, SCREEN, form), typed)
        sent = house.send(child)
        is_sent = evening.hear(sent, "") and is_thanked(sent)
    began = time.monotonic()
    if not is_sent:
        _check_nothing_stored(house, child, evening)
        is_kept = _until_it_goes_through(house, child, form, evening) or is_kept
    evening.seconds = time.monotonic() - began
    wanted = [typed if is_kept else child.text]
    stored = house.stored([child.invitation_id]).get(child.invitation_id)
    if stored != wanted:
        evening.wrong.append(f"stored: {stored}")
    return evening


def _check_nothing_stored(house: House, child: Child, evening: Evening) -> None:
    end = time.monotonic() + SECONDS_TO_RECOVER
    while time.monotonic() < end:
        try:
            before, after = house.spent()
        except Exception:  # whatever a database says that is not there yet
            time.sleep(0.05)
            continue
        if child.invitation_id in before | after or house.stored([child.invitation_id]):
            evening.wrong.append("half stored")
        return
    evening.wrong.append("the database did not come back")


def _until_it_goes_through(
    house: House, child: Child, form: dict[str, str], evening: Evening
) -> bool:
    end, is_kept = time.monotonic() + SECONDS_TO_RECOVER, False
    while time.monotonic() < end:
        is_kept = is_kept or house.post(child, SCREEN, form)[0] == 303
        if is_kept and is_thanked(house.send(child)):
            return True
        time.sleep(0.05)
    evening.wrong.append("did not recover by itself")
    return is_kept
