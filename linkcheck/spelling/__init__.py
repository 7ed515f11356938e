"""What the spelling of an address tells before anybody is asked: *invalid* with its correction, or *skipped*. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from fetchers.addresses.address import AddressError, parse, without_tracking
from linkcheck.model import Judgement, Suggestion, SuggestionKind
from linkcheck.spelling.misspellings import first_slip
from linkcheck.spelling.policy import policy

__all__ = ["as_https", "spell", "suggest"]


def spell(url: str, *, allow_private: bool = False) -> Judgement | None:
    """Say what needs no request: None where somebody has to be asked.

    ``allow_private`` lets addresses inside private networks pass; names reserved for examples never do.
    """
    slip = first_slip(url)
    if slip is None:
        return policy(url, allow_private=allow_private)
    better = slip.suggestion
    return slip if better is None or _is_sound(better.url) else replace(slip, suggestion=None)


def as_https(url: str) -> str:
    """Return the same address by https, its default port left out; unchanged where it is no http address."""
    try:
        address = parse(url)
    except AddressError:
        return url
    if address.scheme != "http":
        return url
    rest = url.strip()[len("http:") :]
    return "https:" + (re.sub(r"\A(//[^/?#]*):80(?=[/?#]|\Z)", r"\1", rest) if address.port == 80 else rest)


def suggest(url: str) -> Suggestion | None:
    """Return a better spelling of a sound address: the one without tracking parameters. None where it has none."""
    plain = without_tracking(url)
    return Suggestion(plain, SuggestionKind.TRACKING) if plain != url else None


def _is_sound(url: str) -> bool:
    """A correction that is itself a slip, or names a host nobody could reach, is none."""
    return first_slip(url) is None and "." in parse(url).host
