"""Odd requests over every route: forms with odd values; odd methods, paths, headers, bodies."""

import random
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ODD_TEXTS = (
    "", " ", "\0", "\ud800", "a\r\nSet-Cookie: x=1", "æøå", "🙂" * 50, "\u202etxt", "٣", "-1", "0",
    "1e309", "NaN", "9" * 400, "2027-02-30", "9999-12-31", "0001-01-01", "2027-03-28T02:30",
    "24:00", "10.00", "../../etc/passwd", "%00", "{{7*7}}", "' OR 1=1 --", "<script>x</script>",
    "null", "[]", "x" * 2_100, "x" * 20_000, "010203-1234", "\u0338" * 200, "yes\tno", "é",
)  # fmt: skip
ODD_PARTS = (
    "", "%00", "%FF", "%ED%A0%80", "..", ".", "%2e%2e%2f", "-1", "0", "999999999999999999999",
    "%0d%0a",
    "x" * 3_000, "%C3%A6", "١", ";a=b", "%25", "2027H1", "2027H9", "0000H1", "99999H2", "tjek",
    "1.5",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get")
KINDS = (
    "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=" + "y" * 300, "application/json", "text/plain", "text/xml",
    "application/x-www-form-urlencoded; charset=utf-16", "application/octet-stream", "æ/ø", "",
    ";;",
)  # fmt: skip
BODIES = (
    b"", b"\0", b"\xff\xfe", b"&&&==&", b"a=%ED%A0%80&b=%00", b"{", b"[" * 5_000, b"x" * 70_000,
    b"a=1&" * 1_500, b"--x\r\n\r\n", b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
    b"--x\r\nContent-Disposition: form-data; name=a; filename=\"b\0\"\r\n\r\nz\r\n--x--\r\n",
)  # fmt: skip
HEADERS: dict[str, Sequence[str]] = {
    "Accept-Language": ("*", "da;q=x", "xx-" * 400, "\xe6", "ar,da;q=0", ",,,"),
    "Accept-Encoding": ("gzip;q=0", "*", "br, x;q=9", "\xff"),
    "Cookie": ("besked=", "besked=\xff; besked=x", "raadgiver=" + "a" * 4_000, "=;=;", "\0"),
    "Content-Length": ("-1", "x", "99999999", "0", "1e3"),
    "Host": ("", "æ", "a b", "evil.example:99999", "[::1", "127.0.0.1:", "a..b", "x" * 64),
    "Range": ("bytes=-1", "bytes=9-1", "x=1", "bytes=0-0,1-1,2-2"),
    "If-None-Match": ("*", '"', 'W/"', "\xff"),
    "If-Modified-Since": ("x", "Thu, 32 Foo 9999 25:61:61 GMT", "0"),
    "X-Forwarded-For": ("x", "::", ",,,", "1.2.3.4, " * 200),
    "X-Forwarded-Proto": ("gopher", ""),
    "Authorization": ("Basic", "Basic \xff", "Digest ,", "Bearer x"),
    "Sec-Fetch-Site": ("cross-site", "x", ""),
    "Sec-Fetch-Mode": ("no-cors", "x"),
    "Transfer-Encoding": ("chunked", "x"),
    "Referer": ("\xff", "http://"),
}


@dataclass(frozen=True)
class Odd:
    """A request as the server gets it: path and query still in percent signs."""

    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    kind: str = ""

    def environ(self) -> dict[str, Any]:
        """What a WSGI server makes of the path."""
        raw = urllib.parse.unquote_to_bytes(self.path)
        return {"PATH_INFO": raw.decode("latin-1"), "QUERY_STRING": self.query}


def encoded(fields: Sequence[tuple[str, str]]) -> bytes:
    """A form's body, whatever lies in it."""
    quote = urllib.parse.quote_plus
    pairs = (
        "=".join(quote(one.encode("utf-8", "surrogatepass")) for one in pair) for pair in fields
    )
    return "&".join(pairs).encode()


class Oddities:
    """Draws odd requests; the same seed gives the same."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)

    def path(self, rule: str) -> str:
        """A path that mostly is the route's own."""
        if self.chance.random() < 0.6:
            return rule
        parts = rule.split("/")
        parts[self.chance.randrange(len(parts))] = self.chance.choice(ODD_PARTS)
        return "/" + "/".join(parts).lstrip("/")

    def query(self) -> str:
        """A query, now and then."""
        if self.chance.random() < 0.7:
            return ""
        names = ("sprog", "left", "then", "state", "code", "side", "uge", "page", "aar")
        value = encoded([(self.chance.choice(names), self.chance.choice(ODD_TEXTS[:20]))])
        return self.chance.choice((value.decode(), "%", "&=&", "a" * 3_000, "%ff=%00", "sprog=ar"))

    def headers(self) -> dict[str, str]:
        """A header or two, now and then."""
        if self.chance.random() < 0.6:
            return {}
        names = self.chance.sample(sorted(HEADERS), self.chance.randint(1, 2))
        return {name: self.chance.choice(HEADERS[name]) for name in names}

    def read(self, rule: str) -> Odd:
        """A request that may change nothing."""
        method = self.chance.choice(("GET", "GET", "GET", "HEAD", "OPTIONS"))
        body = self.chance.choice(BODIES) if self.chance.random() < 0.1 else b""
        return Odd(method, self.path(rule), self.query(), self.headers(), body)

    def send(self, rule: str, form: Mapping[str, str], names: Sequence[str]) -> Odd:
        """A form of ours with odd values in it, or something that is no form at all."""
        method = "POST" if self.chance.random() < 0.85 else self.chance.choice(METHODS)
        if self.chance.random() < 0.15:
            body, kind = self.chance.choice(BODIES), self.chance.choice(KINDS)
        else:
            body, kind = encoded(self._fields(form, names)), KINDS[0]
        path = self.path(rule) if self.chance.random() < 0.3 else rule
        headers = self.headers() if self.chance.random() < 0.3 else {}
        return Odd(method, path, self.query(), headers, body, kind)

    def _fields(self, form: Mapping[str, str], names: Sequence[str]) -> list[tuple[str, str]]:
        pairs = [pair for pair in form.items() if self.chance.random() < 0.95]
        for _ in range(self.chance.randint(0, 3)):
            odd, value = (
                self.chance.choice(ODD_TEXTS),
                self.chance.choice(list(form.values()) or [""]),
            )
            name = self.chance.choice(list(form) or [""])
            name = name if self.chance.random() < 0.7 else self.chance.choice(names)
            if name != "csrf_token":
                pairs.append((name, odd if self.chance.random() < 0.8 else value))
        self.chance.shuffle(pairs)
        return pairs
