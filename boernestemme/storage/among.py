"""A column that is one of many given values: one parameter of a statement, however many they are.

A statement with a parameter for each value is written anew for each number of them, by us and again
by the driver, which cost more than what it asked for; and a database takes only so many.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute

from boernestemme.storage.db import db


def among(
    column: ColumnElement[Any] | InstrumentedAttribute[Any], values: Iterable[str | int]
) -> ColumnElement[bool]:
    """True in rows where the column of texts or whole numbers is one of these; none is none."""
    if db.engine.dialect.name == "sqlite":
        each = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(literal(list(values), ARRAY(column.expression.type)))
