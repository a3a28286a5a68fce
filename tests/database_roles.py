"""A PostgreSQL database with the written roles, logins in them, and nothing of it left behind."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from boernestemme.storage.granting import grant_in_database
from boernestemme.storage.grants import Group
from tests.databases import EmptyDatabases

REFUSED_BY_TRIGGER = re.compile(r"rows never change")


@dataclass
class RoledDatabase:
    """One database whose roles carry its own name, for roles belong to the whole server."""

    address: str
    prefix: str = ""
    logins: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.prefix = self.prefix or str(make_url(self.address).database)

    def name(self, group: Group) -> str:
        """A group role's name."""
        return f"{self.prefix}_{group}"

    def login(self, *groups: Group) -> str:
        """The address for a new login that is a member of these groups."""
        name = f"{self.prefix}_login_{len(self.logins)}"
        self.run(f'CREATE ROLE "{name}" LOGIN')
        self.logins.append(name)
        for group in groups:
            self.run(f'GRANT "{self.name(group)}" TO "{name}"')
        return self.address_of(name)

    def address_of(self, login: str) -> str:
        """The database's address for a login."""
        url = make_url(self.address).set(username=login)
        return url.render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        """Do something as the owner."""
        with connected(self.address) as engine, engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def forget(self) -> None:
        """Remove every role of this database."""
        with connected(self.address) as engine, engine.begin() as connection:
            query = text("SELECT rolname FROM pg_roles WHERE starts_with(rolname, :begun)")
            names = connection.scalars(query, {"begun": f"{self.prefix}_"}).all()
            listed = ", ".join(f'"{name}"' for name in names)
            connection.exec_driver_sql(f"DROP OWNED BY {listed} CASCADE")
            connection.exec_driver_sql(f"DROP ROLE {listed}")


@contextmanager
def roled_database(databases: EmptyDatabases, folder: Path) -> Iterator[RoledDatabase]:
    """An empty database with today's schema and the roles."""
    with databases.fresh("postgresql", folder) as address:
        database = RoledDatabase(address)
        grant_in_database(address, database.prefix)
        yield database
        database.forget()


@contextmanager
def connected(address: str) -> Iterator[Engine]:
    """An engine that is closed afterwards."""
    engine = create_engine(address)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def acting_as(connection: Connection, name: str | None) -> Iterator[None]:
    """Act under a role for a while; None is the owner."""
    if name:
        connection.exec_driver_sql(f'SET ROLE "{name}"')
    yield
    connection.exec_driver_sql("RESET ROLE")


def is_privilege_missing(problem: DBAPIError) -> bool:
    """True when the database refused because the role may not."""
    return isinstance(problem.orig, InsufficientPrivilege)


def is_permitted(connection: Connection, statement: str) -> bool:
    """Try a statement and take it back; False when the database says that it is not permitted."""
    attempt = connection.begin_nested()
    try:
        connection.exec_driver_sql(statement)
    except DBAPIError as problem:
        if is_privilege_missing(problem):
            return False
        if not REFUSED_BY_TRIGGER.search(str(problem.orig)):  # it came past the permissions
            raise
    finally:
        attempt.rollback()
    return True
