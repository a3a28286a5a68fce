"""The adversary's ways from a mark to a meeting, and how many links each of them finds.

Within a batch he pairs marks and meetings by anything that has an order on both sides: times,
keys, bytes and their sizes, places in a page, numbers of transactions. Besides he looks for what
both have in common, and lets all ways vote.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from tests.adversary.watching import Adversary, Batch, Facts, Said

Links = dict[Said, str]
SHARED_LETTERS = 12


def all_ways(adversary: Adversary) -> dict[str, Links]:
    """What each way says, by its name; a way says nothing of a batch that it cannot order."""
    ways: dict[str, Links] = {
        "opened with a key he holds": dict(adversary.opened),
        "alone in its batch": _by(adversary, _alone),
        "same transaction": _by(adversary, _same_transaction),
        "same letters": _by(adversary, lambda batch: _same_letters(batch, adversary)),
    }
    votes: dict[Said, Counter[str]] = {}
    for batch in adversary.batches:
        for name, links in _orders(batch):
            ways.setdefault(name, {}).update(links)
            for said, meeting in links.items():
                votes.setdefault(said, Counter())[meeting] += 1
    ways["all orders vote"] = {said: found.most_common(1)[0][0] for said, found in votes.items()}
    return ways


def links_found(ways: Mapping[str, Links], truth: Mapping[Said, str]) -> Counter[str]:
    """How many links each way found."""
    return Counter(
        {
            name: sum(truth.get(said) == meeting for said, meeting in links.items())
            for name, links in ways.items()
        }
    )


def _by(adversary: Adversary, way: Callable[[Batch], Links]) -> Links:
    return {said: one for batch in adversary.batches for said, one in way(batch).items()}


def _alone(batch: Batch) -> Links:
    """Marks that a single meeting can be behind."""
    if len(batch.meetings) != 1:
        return {}
    [meeting] = batch.meetings
    return dict.fromkeys(batch.marks, meeting)


def _same_transaction(batch: Batch) -> Links:
    """Marks and meetings that were written by one transaction."""
    written = {
        meeting: {value for name, value in facts.items() if name.endswith("(xmin)")}
        for meeting, facts in batch.meetings.items()
    }
    links = {}
    for said, facts in batch.marks.items():
        found = [one for one, numbers in written.items() if facts.get("(xmin)") in numbers]
        if len(found) == 1:
            links[said] = found[0]
    return links


def _same_letters(batch: Batch, adversary: Adversary) -> Links:
    """Marks whose key, or whose taps as they are written, stand where a meeting stands."""
    links = {}
    for said, facts in batch.marks.items():
        _, key = facts["id"]
        starts = range(len(key) - SHARED_LETTERS + 1)
        pieces = [key[start : start + SHARED_LETTERS] for start in starts]
        pieces += [facts["taps"].decode(), facts["taps"].hex()]
        for meeting in batch.meetings:
            text = "\n".join(adversary.values[meeting])
            if any(piece in text for piece in pieces):
                links[said] = meeting
    return links


def _orders(batch: Batch) -> Iterator[tuple[str, Links]]:
    """Both sides put in order by each thing known of them, forwards and backwards."""
    marks, meetings = dict(_sorted(batch.marks)), dict(_sorted(batch.meetings))
    for mark_fact, ordered_marks in marks.items():
        for meeting_fact, ordered in meetings.items():
            name = f"marks by {mark_fact}, meetings by {meeting_fact}"
            yield name, dict(zip(ordered_marks, ordered, strict=False))
            yield f"{name}, backwards", dict(zip(ordered_marks, ordered[::-1], strict=False))


def _sorted(things: Mapping[Said, Facts] | Mapping[str, Facts]) -> Iterator[tuple[str, list]]:
    shared = set.intersection(*(set(facts) for facts in things.values()))
    for name in sorted(shared):
        if len({facts[name] for facts in things.values()}) > 1:
            yield name, sorted(things, key=lambda one: things[one][name])
