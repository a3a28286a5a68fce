"""A house that odd requests are sent to, and what is wrong with each answer."""

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from boernestemme.storage.db import db
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.fuzz.odd_requests import Odd, Oddities
from tests.routes import ROUTES
from tests.visitors import LAST_SEEN, House, make_house
from tests.web.reading_forms import Form, forms_in

VISITORS = {
    "child": ("stranger", "early", "inside", "sent", "tapping", "tapped"),
    "caseworker": ("mette", "leder", "stranger"),
    "leader": ("leder", "mette"),
    "administration": ("ada", "mette", "stranger"),
    "board": ("anna", "stranger"),
}
EVERYBODY = tuple(dict.fromkeys(name for names in VISITORS.values() for name in names))
TRACES = ("Traceback", 'File "/', "sqlalchemy", "werkzeug", "site-packages", "SELECT ")
# What reading may write, for those who may read: the access log, and when they were last seen.
MAY_WRITE = {"access_log", "access_log_heads", LAST_SEEN}
Caught = list[str]


class Besieged:
    """A filled house that begins again as it was, with every form that its visitors see."""

    def __init__(self, house: House) -> None:
        self.house = house
        with house.app.app_context():
            self._data = Path(make_url(str(db.engine.url)).database or "")
            db.engine.dispose()
        self._kept = self._data.with_suffix(".kept")
        shutil.copy(self._data, self._kept)
        self.rules = {name: house.url(name) for name in ROUTES}
        self.statuses: Counter[int] = Counter()
        self.forms = {name: self._forms_seen_by(name) for name in EVERYBODY}
        every = (form for forms in self.forms.values() for form in forms)
        self.names = sorted({name for form in every for name in form.types} | {"go", "left"})

    def begin_again(self) -> None:
        """Everything lies in the database as it did."""
        with self.house.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for ending in ("-wal", "-shm"):
            self._data.with_name(self._data.name + ending).unlink(missing_ok=True)
        shutil.copy(self._kept, self._data)
        self.house.now = NOW

    def _forms_seen_by(self, visitor: str) -> list[Form]:
        client, found = self.house.browser(visitor), []
        for endpoint, (_, method, _) in ROUTES.items():
            if method != "GET":
                continue
            answer = client.get(self.rules[endpoint])
            if answer.status_code == 200 and answer.mimetype == "text/html":
                here = [form for form in forms_in(answer.text) if form.method == "post"]
                found += [
                    form
                    if form.action
                    else Form(self.rules[endpoint], "post", form.sends, form.types)
                    for form in here
                ]
        self.begin_again()
        return found

    def ask(self, odd: Odd, visitor: str) -> Caught:
        """Send one; what is wrong with its answer."""
        client = self.house.browser(visitor)
        answer = client.open(
            "/", method=odd.method, headers=odd.headers, data=odd.body or None,
            content_type=odd.kind or None, environ_overrides=odd.environ(),
        )  # fmt: skip
        self.statuses[answer.status_code] += 1
        found = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
        body = answer.get_data().decode("utf-8", "replace")
        return [*found, *(f"shows {one}" for one in TRACES if one in body)]

    def round(self, seed: str, many: int, planted: Sequence[str] = ()) -> Caught:
        """So many that may change nothing, then as many that may; all that was wrong.

        ``planted`` are more addresses, for the controls.
        """
        self.begin_again()
        odd, found = Oddities(seed), Caught()
        before = self.house.snapshot()
        with listening() as troubles:
            for _ in range(many):
                found += self._one_reading(odd, seed)
            for address in planted:
                found += self.ask(Odd("GET", address), "stranger")
            after = self.house.snapshot()
            changed = {name for name in before if before[name] != after[name]} - MAY_WRITE
            found += [f"{seed}: fetching changed {sorted(changed)}"] if changed else []
            for _ in range(many):
                found += self._one_sending(odd, seed)
        return found + [f"{seed}: logged {one}" for one in troubles]

    def _visitor(self, odd: Oddities, endpoint: str) -> str:
        return odd.chance.choice(VISITORS.get(endpoint.partition(".")[0], EVERYBODY))

    def _one_reading(self, odd: Oddities, seed: str) -> Caught:
        endpoint = odd.chance.choice(sorted(self.rules))
        request, visitor = odd.read(self.rules[endpoint]), self._visitor(odd, endpoint)
        return [f"{seed} {visitor} {request}: {one}" for one in self.ask(request, visitor)]

    def _one_sending(self, odd: Oddities, seed: str) -> Caught:
        endpoint = odd.chance.choice(sorted(self.rules))
        visitor = self._visitor(odd, endpoint)
        rule, fields, forms = self.rules[endpoint], dict[str, str](), self.forms[visitor]
        if forms:
            form = odd.chance.choice(forms)
            fields = {"csrf_token": form.sends.get("csrf_token", "")}
            if odd.chance.random() < 0.6:
                rule, fields = form.action.partition("?")[0], form.sends
        request = odd.send(rule, fields, self.names)
        return [f"{seed} {visitor} {request}: {one}" for one in self.ask(request, visitor)]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.heard.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Everything that is logged as an error or with a trace meanwhile."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield listener.heard
    finally:
        logging.getLogger().removeHandler(listener)


def besieged_in(
    folder: Path, databases: EmptyDatabases, plant: Callable[[House], None]
) -> Iterator[Besieged]:
    """A besieged house in a folder, with what is planted before anybody comes."""
    for house in make_house(folder, databases):
        plant(house)
        yield Besieged(house)
