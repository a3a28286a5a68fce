"""What a provider publishes of itself: its addresses and its keys, fetched seldom and kept."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, import_key

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.sign_on import Provider

PATIENCE = (3.05, 5)  # seconds to connect, and for each answer
LARGEST = 256 * 1024
KEPT_SECONDS = 3600
# An unknown key asks the provider again, but not oftener than this: a forger must not make us ask.
ASK_AGAIN_SECONDS = 30
# A provider that just failed is not asked at once again: waiting for it would hold up our workers.
REST_SECONDS = 5
SIGNING = frozenset({"RSA", "EC"})


@dataclass
class Book:
    """What is known of one provider, and since when."""

    addresses: Mapping[str, Any] = field(default_factory=dict)
    addresses_since: float | None = None
    keys: KeySet = field(default_factory=lambda: KeySet([]))
    keys_since: float | None = None
    failed_since: float | None = None


class Metadata:
    """The books of all providers, kept in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._books: dict[str, Book] = {}

    def address(self, provider: Provider, name: str) -> str | None:
        """An address the provider publishes, by its name there; None when it has none."""
        book = self._book(provider)
        if self._is_old(book.addresses_since):
            book.addresses = self._discovered(book, provider)
            book.addresses_since = self._clock()
        found = book.addresses.get(name)
        if found is None:
            return None
        if not isinstance(found, str) or urlsplit(found).scheme != urlsplit(provider.issuer).scheme:
            raise SignOnRefused("provider", f"{name} is no address like the issuer's")
        return found

    def needed(self, provider: Provider, name: str) -> str:
        """An address that the provider must have. Raises SignOnRefused."""
        found = self.address(provider, name)
        if found is None:
            raise SignOnRefused("provider", f"no {name} is published")
        return found

    def takes_secret_in_header(self, provider: Provider) -> bool:
        """True unless the provider says that it takes our secret in the form alone."""
        self.needed(provider, "token_endpoint")
        ways = self._book(provider).addresses.get("token_endpoint_auth_methods_supported")
        return not isinstance(ways, list) or "client_secret_basic" in ways

    def keys(self, provider: Provider, kid: str | None) -> KeySet:
        """The keys the provider signs with now; fetched anew when this one is unknown."""
        book = self._book(provider)
        is_known = kid is None or any(key.kid == kid for key in book.keys.keys)
        if self._is_old(book.keys_since) or (not is_known and self._may_ask_again(book)):
            fetched = self._fetched(book, self.needed(provider, "jwks_uri"))
            book.keys, book.keys_since = _signing_keys(fetched), self._clock()
        return book.keys

    def _discovered(self, book: Book, provider: Provider) -> Mapping[str, Any]:
        issuer = provider.issuer.rstrip("/")
        found = self._fetched(book, f"{issuer}/.well-known/openid-configuration")
        if found.get("issuer") != provider.issuer:
            raise SignOnRefused("provider", "another issuer is published there")
        return found

    def _fetched(self, book: Book, address: str) -> dict[str, Any]:
        if book.failed_since is not None and self._clock() - book.failed_since < REST_SECONDS:
            raise SignOnRefused("provider", "it failed a moment ago")
        try:
            return fetch(address)
        except SignOnRefused:
            book.failed_since = self._clock()
            raise

    def _book(self, provider: Provider) -> Book:
        return self._books.setdefault(provider.issuer, Book())

    def _is_old(self, since: float | None) -> bool:
        return since is None or self._clock() - since > KEPT_SECONDS

    def _may_ask_again(self, book: Book) -> bool:
        return book.keys_since is None or self._clock() - book.keys_since > ASK_AGAIN_SECONDS


def fetch(address: str) -> dict[str, Any]:
    """A published JSON document: no redirect followed, nothing endless. Raises SignOnRefused."""
    try:
        answer = requests.get(
            address, timeout=PATIENCE, allow_redirects=False, hooks={"response": bounded}
        )
        if answer.status_code != requests.codes.ok:
            raise SignOnRefused("provider", f"status {answer.status_code}")
        found = json.loads(answer.content)
    except (requests.RequestException, OSError, RecursionError, ValueError) as problem:
        raise SignOnRefused("provider", type(problem).__name__) from problem
    if not isinstance(found, dict):
        raise SignOnRefused("provider", "no JSON object is published there")
    return found


def bounded(answer: requests.Response, **_: object) -> requests.Response:
    """The answer, of which no more is read than a provider ever has to say.

    A hook of requests, which calls it before it reads. Reading then raises RequestException.
    """
    answer.raw = _Bounded(answer.raw)
    return answer


class _Bounded:
    """A body as urllib3 gives it, unpacked; longer than ``LARGEST`` it breaks off."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def stream(self, size: int, decode_content: bool | None = None) -> Iterator[bytes]:
        """The body in pieces."""
        read = 0
        for piece in self._raw.stream(size, decode_content=decode_content):
            read += len(piece)
            if read > LARGEST:
                self._raw.close()
                raise requests.RequestException("the answer is too long")
            yield piece


def _signing_keys(published: Mapping[str, Any]) -> KeySet:
    """The keys that may sign: public ones, never a shared secret, never one for sealing."""
    listed = published.get("keys")
    kept = [
        key
        for key in (listed if isinstance(listed, list) else [])
        if isinstance(key, dict) and key.get("kty") in SIGNING and key.get("use", "sig") == "sig"
    ]
    return KeySet([key for key in map(_imported, kept) if key is not None])


def _imported(published: dict[str, Any]) -> Key | None:
    """The key, None where it is of a kind that nobody here can use."""
    try:
        return import_key(published)
    except (JoseError, LookupError, TypeError, ValueError):
        return None
