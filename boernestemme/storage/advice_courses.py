"""Courses of advice: twelve months in which a municipality works on how it hears children."""

from datetime import date

from sqlalchemy import ForeignKey, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.statements import Course
from boernestemme.storage.db import Base, session
from boernestemme.storage.ids import ID_LENGTH, new_id


class AdviceCourseRow(Base):
    """One course; it begins on a day and is over twelve months later."""

    __tablename__ = "advice_courses"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"))
    starts_on: Mapped[date]


def add(municipality: str, starts_on: date) -> str:
    """A new course; its id."""
    course_id = new_id()
    values = {"id": course_id, "municipality": municipality, "starts_on": starts_on}
    session().execute(insert(AdviceCourseRow).values(values))
    return course_id


def of_municipality(municipality: str) -> list[Course]:
    """The municipality's courses, the newest first."""
    row = AdviceCourseRow
    query = select(row.id, row.starts_on).where(row.municipality == municipality)
    return [Course(*found) for found in session().execute(query.order_by(row.starts_on.desc()))]
