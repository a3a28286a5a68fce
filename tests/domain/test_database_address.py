"""A database on another machine is spoken with where nobody reads along, or not at all."""

import pytest

from boernestemme.domain.database_address import checked_database
from boernestemme.domain.errors import SettingsMissing

AT = "postgresql+psycopg://login:secret@"


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////var/lib/boernestemme/boernestemme.sqlite3", "postgresql+psycopg:///house",
        f"{AT}127.0.0.1/house", f"{AT}localhost:5432/house", f"{AT}[::1]:5432/house",
        "postgresql://login:a#b/c?d@127.0.0.1/house",
        f"{AT}/house?host=/run/postgresql", f"{AT}/house?host=localhost:5432,127.0.0.1:5433",
        f"{AT}db.example.dk/house?sslmode=verify-full&sslrootcert=/etc/ssl/ours.pem",
        f"{AT}192.0.2.7/house?sslmode=verify-ca",
    ],
)  # fmt: skip
def test_what_nobody_can_listen_to_is_taken_as_it_is(address: str) -> None:
    assert checked_database(address) == address


@pytest.mark.parametrize(
    "address",
    [
        f"{AT}db.example.dk/house", f"{AT}192.0.2.7:5432/house", f"{AT}[2001:db8::7]/house",
        f"{AT}db.example.dk/house?sslmode=prefer", f"{AT}db.example.dk/house?sslmode=require",
        f"{AT}/house?host=db.example.dk", f"{AT}/house?host=localhost:5432,db.example.dk:5432",
        f"{AT}localhost/house?hostaddr=192.0.2.7", f"{AT}[x/house",
    ],
)  # fmt: skip
def test_a_line_in_the_open_stops_the_start(address: str) -> None:
    with pytest.raises(SettingsMissing, match="the setting database") as refused:
        checked_database(address)
    assert "secret" not in str(refused.value)
