"""arXiv identifiers: read in every spelling that is met, checked as arXiv checks them. Pure.

Rules: arXiv's "Understanding the arXiv identifier" and its own parser (arxiv-base, ``identifier``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

_NEW = re.compile(r"(?P<yy>\d\d)(?P<mm>\d\d)\.(?P<number>\d{4,5})(?P<version>v[1-9]\d{0,3})?", re.IGNORECASE)
# The subject class (math.GT) is no part of the identity; a missing hyphen (hepph) is tolerated, as arXiv does.
_OLD = re.compile(
    r"(?P<archive>[a-z]+(?:-[a-z]{2,})?)(?:\.[a-z-]{2,})?/(?P<yy>\d\d)(?P<mm>\d\d)(?P<number>\d{3})"
    r"(?P<version>v[1-9]\d{0,3})?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:\.pdf|\.ps\.gz|\.tar\.gz|\.ps|\.gz)\Z", re.IGNORECASE)
_PREFIX = re.compile(r"\Aarxiv:\s*", re.IGNORECASE)

# Every archive that ever gave old identifiers (arxiv-base, taxonomy: archives, subsumed and merged ones among them).
ARCHIVES: Final = frozenset(
    {
        *("acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph"),
        *("cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph"),
        *("hep-th", "math", "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph"),
        *("q-alg", "q-bio", "quant-ph", "solv-int", "supr-con"),
    }
)
_WITHOUT_HYPHEN: Final = {archive.replace("-", ""): archive for archive in ARCHIVES}


@dataclass(frozen=True, slots=True)
class ArxivId:
    """One paper, and the version that was named with it (0: none)."""

    paper: str
    version: int = 0

    def __str__(self) -> str:
        return f"{self.paper}v{self.version}" if self.version else self.paper


def parse_id(text: str) -> ArxivId | None:
    """Return the identifier that ``text`` spells, or None where arXiv can have no such paper."""
    text = _PREFIX.sub("", unquote(text).strip().strip("/")).replace("//", "/")
    text = _SUFFIX.sub("", text)
    if match := _NEW.fullmatch(text):
        return _new(match)
    if match := _OLD.fullmatch(text):
        return _old(match)
    return None


def _new(match: re.Match[str]) -> ArxivId | None:
    month, number = match["yy"] + match["mm"], match["number"]
    five_digits = month >= "1501"
    if not _is_month(match) or month < "0704" or int(number) == 0 or (len(number) == 5) is not five_digits:
        return None
    return ArxivId(f"{month}.{number}", _version(match))


def _old(match: re.Match[str]) -> ArxivId | None:
    month = match["yy"] + match["mm"]
    archive = _WITHOUT_HYPHEN.get(match["archive"].lower().replace("-", ""))
    # 9107 is arXiv's first month of its present form; papers loaded later carry dates back to 9102.
    if archive is None or not _is_month(match) or "0703" < month < "9101" or int(match["number"]) == 0:
        return None
    return ArxivId(f"{archive}/{month}{match['number']}", _version(match))


def _is_month(match: re.Match[str]) -> bool:
    return 1 <= int(match["mm"]) <= 12


def _version(match: re.Match[str]) -> int:
    return int(match["version"][1:]) if match["version"] else 0
