"""Five bugs to sow in the program: the machine must find each of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from boernestemme.domain.draft import Draft
from boernestemme.domain.invitation import Invitation, Standing, standing
from boernestemme.services import changing_links, entering, erasing, storing_drafts
from boernestemme.storage import claims
from boernestemme.storage.db import session

OVERWRITTEN = text("DELETE FROM submissions WHERE invitation_id = :id AND phase = 'before'")
Sow = Callable[[pytest.MonkeyPatch], None]


def revoking_revokes_nothing(broken: pytest.MonkeyPatch) -> None:
    """The link that was taken back goes on."""

    def only_replace(row: Any, **marks: object) -> None:
        if "revoked_on" not in marks:
            real(row, **marks)

    real = changing_links._withdraw
    broken.setattr(changing_links, "_withdraw", only_replace)


def no_link_expires(broken: pytest.MonkeyPatch) -> None:
    """A link may be used however late it is."""

    def never(invitation: Invitation, now: datetime) -> Standing:
        return standing(replace(invitation, expires_at=now + timedelta(days=1)), now)

    broken.setattr(entering, "standing", never)


def a_second_answer_is_taken(broken: pytest.MonkeyPatch) -> None:
    """Who was slower takes the place of the first."""
    real = claims.claim_before

    def claim(link: str, *values: Any) -> bool:
        if not real(link, *values):
            session().execute(OVERWRITTEN, {"id": link})
        return True

    broken.setattr(claims, "claim_before", claim)


def erased_comes_back(broken: pytest.MonkeyPatch) -> None:
    """A restored backup is not read beside the ledger of what was erased."""
    broken.setattr(erasing, "replay", lambda _ledger: 0)


def another_browser_sees_the_draft(broken: pytest.MonkeyPatch) -> None:
    """What was typed into a link is shown to whoever comes in by it."""
    typed: dict[str, Draft] = {}
    seal, opened = storing_drafts._sealed, entering._opened

    def keep(visit: Any, draft: Draft) -> bytes:
        typed[visit.invitation.id] = draft
        return seal(visit, draft)

    def show(browser: Any, seen: Any) -> Draft:
        return typed.get(seen.invitation.id) or opened(browser, seen)

    broken.setattr(storing_drafts, "_sealed", keep)
    broken.setattr(entering, "_opened", show)


BUGS: tuple[Sow, ...] = (
    revoking_revokes_nothing,
    no_link_expires,
    a_second_answer_is_taken,
    erased_comes_back,
    another_browser_sees_the_draft,
)
