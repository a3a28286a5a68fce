"""Reads all there is through a program's own pages; run with the program to read with in front.

``python reading_all.py DEMO_JSON`` prints the journals of every meeting, and the published figures.
"""

import json
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any

from boernestemme import create_app

FURTHER = r'href="(/raadgiver/(?:kommende|tidligere)[^"]*)"'


def main(file: str) -> None:
    """Sign in as each case worker and read each meeting."""
    app = create_app()
    journals: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for account in json.loads(Path(file).read_text())["accounts"]:
        if account["role"] == "caseworker":
            journals |= journals_of(app.test_client(), account)
    client = app.test_client()
    for half_year in re.findall(r"/tal/(\d{4}(?:H[12])?)/", client.get("/tal/").text):
        numbers[half_year] = client.get(f"/tal/{half_year}.json").text
    json.dump({"journals": journals, "numbers": numbers}, sys.stdout)


def journals_of(client: Any, account: dict[str, str]) -> dict[str, str]:
    """The journal of each meeting in somebody's list, all of its pages."""
    page = "/raadgiver/log-ind"
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    typed = {name: account[name] for name in ("email", "password")}
    assert token and client.post(page, data={**typed, "csrf_token": token[1]}).status_code == 303
    waiting, seen, found = ["/raadgiver/"], set[str](), set[str]()
    while waiting:
        seen.add(address := waiting.pop())
        text = read(client, address)
        found |= set(re.findall(r"/raadgiver/moeder/([0-9a-f]{32})", text))
        more = (unescape(one) for one in re.findall(FURTHER, text))
        waiting += [one for one in more if one not in seen]
    return {one: read(client, f"/raadgiver/moeder/{one}/journal.txt") for one in found}


def read(client: Any, address: str) -> str:
    """What stands at an address."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    text: str = answer.text
    return text


if __name__ == "__main__":
    main(sys.argv[1])
