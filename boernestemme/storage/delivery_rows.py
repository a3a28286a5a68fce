"""Rows of a table as a delivery carries them: what JSON can hold, by the types of the columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Integer

# Columns of a table; the type SQLAlchemy declares for them knows neither nullable nor length.
Columns = Sequence[Any]


def to_plain(columns: Columns, row: Mapping[str, Any]) -> dict[str, object]:
    """A row's values, bytes as hexadecimal digits."""
    return {column.name: _plain(row[column.name]) for column in columns}


def from_plain(columns: Columns, plain: object) -> dict[str, object]:
    """What ``to_plain`` gave, of the very columns of today and as they can be stored.

    Raises ValueError for anything else.
    """
    if not isinstance(plain, dict) or set(plain) != {column.name for column in columns}:
        raise ValueError("other columns than this version's")
    return {column.name: _value(column, plain[column.name]) for column in columns}


def _plain(value: Any) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, str) else value


def _value(column: Any, given: Any) -> object:
    wanted = column.type.python_type
    value = bytes.fromhex(given) if wanted is bytes and isinstance(given, str) else given
    if value is None and column.nullable:
        return None
    if type(value) is not wanted or not _fits(column, value):
        raise ValueError(f"no {column.name}")
    return value


def _fits(column: Any, value: Any) -> bool:
    if isinstance(column.type, Integer):
        bits = 63 if isinstance(column.type, BigInteger) else 31
        return bool(-(2**bits) <= value < 2**bits)
    longest = getattr(column.type, "length", None)
    return longest is None or len(value) <= longest
