"""A correction beside what it corrects: the two hold together, or the second says less."""

from dataclasses import replace

from boernestemme.domain.cell_keys import LARGEST_NOISE
from boernestemme.domain.disclosure import disclose
from boernestemme.domain.figures import Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.release import Release
from boernestemme.domain.tally import Cell
from boernestemme.services.auditing import audit, made_safe
from tests.domain.countries import random_country, with_keys
from tests.services.tiny_countries import release_of

CELLS = with_keys(random_country(16), 16)


def made(cells: tuple[Cell, ...] = CELLS) -> Release:
    """What a freeze makes of a small country."""
    draft = release_of(disclose(cells, FROM_2007), LARGEST_NOISE)
    return made_safe(draft, cells, FROM_2007)


def telling(release: Release) -> int:
    return sum(one.status is not Status.HIDDEN for one in release.figures)


def test_the_same_marks_again_tell_nothing_more() -> None:
    first = made()
    second = made_safe(replace(first, number=2), CELLS, FROM_2007, [first])
    assert second.figures == first.figures and telling(second) > 15
    assert audit([second, first]).narrowest == audit([first]).narrowest


def counted_twice(cell: Cell) -> Cell:
    """The largest municipality of 10-17, as a program that counts it twice would have it."""
    if (cell.municipality, cell.age_group) != ("0561", AgeGroup.OLDER):
        return cell
    items = {item: counts + counts for item, counts in cell.items.items()}
    return replace(cell, children=2 * cell.children, items=items)


def test_what_the_published_number_contradicts_is_withdrawn_and_not_told_anew() -> None:
    """Whoever knows how it was wrong would see the difference, and few children stand for it."""
    right, wrong = made(), made(tuple(map(counted_twice, CELLS)))
    second = replace(right, number=2)
    assert audit([wrong]).holds and not audit([second, wrong]).holds, "the control"
    safe = made_safe(second, CELLS, FROM_2007, [wrong])
    assert audit([safe, wrong]).holds
    assert telling(safe) < telling(right)
    assert safe.protection is not None
    assert safe.protection.hidden_by_audit == telling(right) - telling(safe)


def test_where_the_published_one_fails_by_itself_it_comes_to_an_end() -> None:
    first = made()
    bare = replace(first, protection=None)
    assert not audit([bare]).holds
    safe = made_safe(replace(first, number=2), CELLS, FROM_2007, [bare])
    assert not audit([safe, bare]).holds
