"""What each step of a child must do to the model; the name of what the program must say."""

from datetime import datetime
from itertools import count

from tests.model.promised import (
    DRAFT_LIVES,
    TRIES,
    Browser,
    Draft,
    Link,
    Meeting,
    Opens,
    Paper,
    Said,
)

DONE, NOTHING = "done", "nothing new"
DEAD, WRONG, ANSWERED = "LinkDead", "WrongWords", "AlreadyAnswered"
GONE, CHANGED = "SessionGone", "DraftChanged"
BEFORE, AFTER = "before", "after"
AFTER_CODES = {"heard"}
Look = tuple[str, Link, int, Said]  # what it allowed, of what, by whose cookie, what it held


class Children:
    """Links and browsers; ``links`` and ``meetings`` stand in the order they were made."""

    def __init__(self, now: datetime, browsers: int) -> None:
        self.now, self.epoch = now, 1
        self.links: list[Link] = []
        self.meetings: list[Meeting] = []
        self.browsers = [Browser() for _ in range(browsers)]
        self._numbers = count(1)

    def opens(self, link: Link) -> Opens:
        """What a link may do now."""
        return link.opens(self.now, self.epoch)

    def start(self, browser: Browser, link: Link) -> str:
        """A browser presses on the door; what it has not sent comes along, and is hidden."""
        if self.opens(link) is Opens.DEAD:
            return DEAD
        kept = {
            key: draft
            for key, draft in browser.drafts.items()
            if draft.saved is not None and self.now - draft.saved < DRAFT_LIVES
        }
        for draft in kept.values():
            draft.hide()
        browser.drafts = kept
        browser.begin(link, next(self._numbers), self.now)
        return DONE

    def words(self, browser: Browser, *, right: bool) -> str:
        """A child picks two words."""
        link = browser.link
        if link is None or not browser.lives(self.now):
            return GONE
        if self.opens(link) is Opens.DEAD:
            return DEAD
        if not right:
            link.wrong += 1
            return DEAD if link.wrong >= TRIES else WRONG
        draft = browser.draft(self.now)
        if draft.said and browser.is_away(self.now):
            draft.saved = self.now
            self._keep(browser, draft)
        browser.knows, browser.seen = True, self.now
        return DONE

    def _keep(self, browser: Browser, draft: Draft) -> None:
        browser.drafts[id(browser.link)] = draft

    def allowed(self, browser: Browser, phase: str) -> str:
        """What a browser is told that saves or sends in this phase."""
        link = browser.link
        if link is None or not browser.lives(self.now):
            return GONE
        opens = self.opens(link)
        if browser.knows and opens == phase:
            return DONE
        if phase == BEFORE:
            spent = link.answered_by is not None and opens is not Opens.DEAD
        else:
            spent = link.after_spent and not link.withdrawn
        return ANSWERED if browser.knows and spent else DEAD

    def save(self, browser: Browser, asked: set[str], given: Said) -> str:
        """A page is saved by its button."""
        if (told := self.allowed(browser, BEFORE)) == DONE:
            self._save(browser, browser.draft(self.now), asked, given)
            browser.away = False
        return told

    def autosave(self, browser: Browser, asked: set[str], given: Said, *, late: bool) -> str:
        """A page is kept while the child is at it; late news of an older draft changes nothing."""
        told = self.allowed(browser, BEFORE)
        if told == DONE and late:
            return CHANGED
        if told == DONE:
            self._save(browser, browser.draft(self.now), asked, given)
        return told

    def _save(self, browser: Browser, draft: Draft, asked: set[str], given: Said) -> None:
        draft.save(asked, given, self.now)
        self._keep(browser, draft)
        browser.seen = self.now

    def tap(self, browser: Browser, value: str) -> str:
        """A tap after the meeting; what was not sent before it can never be sent now."""
        if (told := self.allowed(browser, AFTER)) == DONE:
            draft = browser.draft(self.now)
            draft.said = {code: said for code, said in draft.said.items() if code in AFTER_CODES}
            draft.hidden &= draft.said.keys()
            self._save(browser, draft, AFTER_CODES, {"heard": value})
            browser.away = False
        return told

    def delete(self, browser: Browser) -> str:
        """The child takes away all it has not sent."""
        if not browser.lives(self.now):
            return GONE
        browser.drafts.pop(id(browser.link), None)
        browser.seen, browser.away = self.now, False
        return DONE

    def look(self, browser: Browser) -> Look | None:
        """What a browser that asks now may do later, when others may have been quicker."""
        if browser.link is None or not browser.lives(self.now):
            return None
        told = NOTHING if BEFORE in browser.sent else self.allowed(browser, BEFORE)
        said = dict(browser.draft(self.now).said)
        return told, browser.link, browser.cookie, said

    def send(self, browser: Browser, look: Look | None) -> str:
        """Send what was there at the look: the first one's answer stands."""
        if look is None:
            return GONE
        told, link, cookie, said = look
        if told != DONE:
            return told
        if link.answered_by is None and self.opens(link) is Opens.BEFORE:
            link.answered_by = cookie
            link.meeting.answers.append(Paper(next(self._numbers), said))
            self._sent(browser, link, BEFORE)
            return DONE
        if link.answered_by is None or link.withdrawn:
            return DEAD
        return NOTHING if link.answered_by == cookie else ANSWERED

    def send_after(self, browser: Browser, words: str) -> str:
        """Send the taps, and words if there are any."""
        link = browser.link
        if link is None or not browser.lives(self.now):
            return GONE
        if AFTER in browser.sent:
            return ANSWERED if words else NOTHING
        if (told := self.allowed(browser, AFTER)) == DONE:
            link.after_spent = True
            if words:
                link.meeting.words_after.append(Paper(next(self._numbers), {"more_text": words}))
            self._sent(browser, link, AFTER)
        return told

    def _sent(self, browser: Browser, link: Link, phase: str) -> None:
        browser.forget()
        browser.begin(link, next(self._numbers), self.now, phase)
