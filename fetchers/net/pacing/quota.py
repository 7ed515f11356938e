"""How many requests a server allows within a window; we wait before it has to refuse one. Pure.

Two sources: what is known of a service (``policies.QUOTAS``), and the headers of its answers
(draft-ietf-httpapi-ratelimit-headers in all its versions, ``X-RateLimit-*``, Crossref's ``X-Rate-Limit-Interval``).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

LONGEST_WINDOW: Final = 300.0
"""Seconds. What is spent for longer (GitHub's hour) is not waited for: the next answer says what to do."""
_SLOWEST: Final = 10.0
"""Seconds from one request to the next. A stranger's policy that is slower than this is not believed."""
_EPOCH_FROM: Final = 1_000_000_000
_LONGEST_HEADER: Final = 1000
_TOO_OFTEN_EMPTY: Final = 2
"""Windows in a row, longer than ``_SLOWEST``, of which no answer leaves anything: the header always says so."""
_NUMBER: Final = re.compile(r"\d{1,12}(?:\.\d{1,20})?", re.ASCII)
_PREFIXES: Final = ("ratelimit", "x-ratelimit", "x-rate-limit")
_NAMES: Final = frozenset({"ratelimit", "ratelimit-policy", *(f"{each}-remaining" for each in _PREFIXES),
                           "x-rate-limit-interval"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quota:
    """So many requests in any stretch of so many seconds."""

    requests: int
    seconds: float

    def least_seconds(self, requests: int) -> float:
        """Return the least time from the first of so many requests to the start of the last."""
        return max(0, requests - 1) // self.requests * self.seconds


class WindowState(NamedTuple):
    """What is known of one window that a host has told of."""

    left: float = float("inf")
    """As the server said after it had counted what has been answered, but perhaps nothing that is open."""
    ends: float = 0.0
    """Seconds to its end."""
    most: float = 0.0
    """The largest remaining quota seen, and its window: assumed for the next one until the server states it."""
    length: float = 0.0
    empty: int = 0
    """Windows in a row that had nothing left in any answer."""


class Spent(NamedTuple):
    """What has been used of one host's quotas, for another process to count on. Seconds from now on."""

    quota: Quota | None = None
    ages: Sequence[float] = ()
    """Since each request of the quota's window."""
    windows: Mapping[str, WindowState] = {}

    def later(self, seconds: float) -> Spent:
        """Return the same so many seconds later."""
        length = 0.0 if self.quota is None else self.quota.seconds
        ages = tuple(age + seconds for age in self.ages if age + seconds < length)
        windows = {name: state._replace(ends=state.ends - seconds) for name, state in self.windows.items()}
        return Spent(self.quota, ages, windows)


@dataclass(frozen=True, slots=True)
class Remainder:
    """What an answer says is left: so many requests for so many seconds."""

    name: str
    requests: float
    seconds: float


def remainders(headers: Mapping[str, str], epoch: float) -> Iterator[Remainder]:
    """Yield what is left by an answer's headers (names in lower case); ``epoch`` is the time since 1970.

    GitHub's count is of one of several resources of the same host, and left to the site that knows which.
    """
    if "x-ratelimit-resource" in headers:
        return
    for name, fields in _items(headers.get("ratelimit", "")):
        left, seconds = _number(fields.get("r")), _number(fields.get("t"))
        if left is not None and seconds is not None:
            yield Remainder(name, left, seconds)
    # Drafts 0 to 7 have one field in three parts, and three fields.
    parts = dict(each.strip().partition("=")[::2] for each in headers.get("ratelimit", "")[:_LONGEST_HEADER].split(","))
    pairs = [(parts.get("remaining"), parts.get("reset"))]
    pairs += [(headers.get(f"{each}-remaining"), headers.get(f"{each}-reset")) for each in _PREFIXES]
    for remaining, reset in pairs:
        left, seconds = _number(remaining), _number(reset)
        if left is not None and seconds is not None:
            yield Remainder("", left, max(0.0, seconds - epoch) if seconds > _EPOCH_FROM else seconds)


def stated(headers: Mapping[str, str]) -> Quota | None:
    """Return the quota that an answer's headers state; of several the slowest that can be believed."""
    found = []
    for name, fields in _items(headers.get("ratelimit-policy", "")):
        found.append((_number(fields.get("q", name)), _number(fields.get("w"))))
    interval = headers.get("x-rate-limit-interval", "").strip()
    found.append((_number(headers.get("x-rate-limit-limit")), _number(interval.removesuffix("s"))))
    quotas = [
        Quota(int(requests), seconds)
        for requests, seconds in found
        if requests is not None
        and requests >= 1
        and seconds
        and seconds <= LONGEST_WINDOW
        and seconds / requests <= _SLOWEST
    ]
    return max(quotas, key=lambda quota: quota.seconds / quota.requests, default=None)


class QuotaKeeper:
    """Counts one host's requests against its quota, and says when the next may start."""

    __slots__ = ("_early", "_quota", "_starts", "_windows")

    def __init__(self, quota: Quota | None) -> None:
        self._quota = quota
        # An empty deque takes 600 bytes, and a run may meet a hundred thousand hosts that state nothing.
        self._starts: deque[float] | None = deque(maxlen=quota.requests) if quota else None
        self._early: tuple[float, ...] | None = ()
        """Requests sent before the first answer, which may state a quota that counts them."""
        self._windows: dict[str, _Window] = {}

    @property
    def is_blank(self) -> bool:
        """Whether no quota is known."""
        return self._quota is None and not self._windows

    def due(self, open_requests: int) -> float:
        """Return the earliest time of the next request, while so many are open."""
        due = float("-inf")
        if self._quota is not None and self._starts is not None and len(self._starts) == self._quota.requests:
            due = self._starts[0] + self._quota.seconds
        return max((due, *(window.due(open_requests) for window in self._windows.values())))

    def start(self, now: float) -> None:
        """Count a request as sent."""
        if self._starts is not None:
            self._starts.append(now)
        elif self._early is not None:
            self._early = (*self._early, now)[-_MOST_EARLY:]
        for window in self._windows.values():
            window.start(now)

    def learn(self, headers: Mapping[str, str], started: float, now: float, epoch: float) -> None:
        """Take what the answer to a request that was sent at ``started`` says of quotas."""
        early, self._early = self._early, None
        if _NAMES.isdisjoint(headers):
            return
        quota = stated(headers)
        if quota is not None and quota != self._quota:
            self._quota = quota
            self._starts = deque(self._starts or early or (started,), maxlen=quota.requests)
        for remainder in remainders(headers, epoch):
            if remainder.name not in self._windows and len(self._windows) < _TOO_MANY:
                self._windows[remainder.name] = _Window()
            if (window := self._windows.get(remainder.name)) is not None:
                window.learn(remainder, started, now)

    def spent(self, now: float) -> Spent:
        """Return what has been used."""
        windows = {name: window.state(now) for name, window in self._windows.items()}
        return Spent(self._quota, [now - start for start in self._starts or ()], windows).later(0.0)

    def take_over(self, when: float, spent: Spent) -> None:
        """Count on from what another process had used at ``when``."""
        if spent.quota is not None:
            self._quota = spent.quota
            self._starts = deque((when - age for age in spent.ages), maxlen=spent.quota.requests)
        for name, state in spent.windows.items():
            self._windows[name] = _Window(when, state)

    def least_seconds(self, requests: int) -> float:
        """Return the least time from the first of so many further requests to the start of the last."""
        return 0.0 if self._quota is None else self._quota.least_seconds(requests)


_MOST_EARLY: Final = 32
"""Requests that are counted before a host has answered; more are open at once at hardly any."""
_TOO_MANY: Final = 8
"""Most quota names kept for one host: servers may send any number."""


class _Window:
    """What is left of one quota of a host until it begins anew."""

    def __init__(self, when: float = float("-inf"), state: WindowState | None = None) -> None:
        """``state``: as another process saw it at ``when``."""
        self._left, ends, self._most, self._length, self._empty = state or WindowState()
        self._told = when
        self._resets = when + ends
        self._is_new = when == float("-inf")
        self._had_any = True
        """Whether an answer in this window said that something is left."""

    def state(self, now: float) -> WindowState:
        """Return what is known of it."""
        return WindowState(self._left, self._resets - now, self._most, self._length, self._empty)

    def start(self, now: float) -> None:
        """Count a request as sent: the first one after the end of a window begins the next."""
        if now >= self._resets:
            self._left, self._resets, self._is_new = self._most, now + self._length, True

    def due(self, open_requests: int) -> float:
        """Return when the next request may start; an open one may not have been counted yet."""
        is_spent = self._left - open_requests < 1 and self._empty < _TOO_OFTEN_EMPTY
        return self._resets if is_spent else float("-inf")

    def learn(self, remainder: Remainder, started: float, now: float) -> None:
        """Take an answer's word. Answers overtake each other: the least of those that were open together holds."""
        if remainder.seconds > LONGEST_WINDOW:
            self._left = float("inf")
            return
        is_new = self._is_new or now >= self._resets
        if is_new:
            self._empty = 0 if self._had_any else self._empty + 1
            self._had_any = False
        self._length = max(self._length, remainder.seconds)
        self._had_any |= remainder.requests >= 1 or self._length <= _SLOWEST
        is_later = started >= self._told
        if is_new or is_later or remainder.requests <= self._left:
            self._left = remainder.requests
            self._resets = now + remainder.seconds
            self._told = now
        self._is_new = False
        self._most = max(self._most, remainder.requests + 1)


def _items(field: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the items of a list in a structured field (RFC 9651): the last bare name, and the parameters."""
    for item in field[:_LONGEST_HEADER].split(","):
        name, fields = "", {}
        for part in item.split(";"):
            key, equals, value = part.strip().partition("=")
            if equals:
                fields[key.lower()] = value.strip('"')
            else:
                name = key.strip('"')
        yield name, fields


def _number(text: str | None) -> float | None:
    return float(text) if text is not None and _NUMBER.fullmatch(text := text.strip()) else None
