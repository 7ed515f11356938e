"""How two addresses are related: same site, same page, home page, section, search. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fetchers.addresses.address import Address, identity
from fetchers.addresses.domains import registrable
from fetchers.addresses.tracking import is_tracking

# ISO 639-1, the languages that sites are commonly put into; a full list would take /go, /ml and /io for languages.
_LANGUAGE: Final = (
    r"(?:ar|bg|bn|ca|cs|da|de|el|en|es|et|eu|fa|fi|fr|gl|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|"
    r"th|tr|uk|ur|vi|zh|jp|kr|cn|tw|us|gb|br)"
)
_LOCALE: Final = rf"(?:{_LANGUAGE}(?:[-_](?:[a-z]{{2}}|[a-z]{{4}}|\d{{3}}))?|intl|global|international|worldwide)"
_HOME = re.compile(
    rf"/?(?:{_LOCALE}(?:/{_LOCALE})?/?)?(?:(?:index|home|default|main|welcome|start|homepage|landing|"
    rf"portal)(?:\.\w{{2,5}})?/?)?",
    re.IGNORECASE,
)
_LOCALE_SEGMENT = re.compile(rf"(?:{_LOCALE})", re.IGNORECASE)
_LOCALE_PARAMETER = re.compile(
    r"(?:lang|locale|hl|lc|language|rtc|region|country|setlang|mkt|l)=[\w-]{1,12}", re.IGNORECASE
)
_FILE = re.compile(
    r"[^/]\.(?:pdf|ps|djvu|epub|mobi|azw3|docx?|odt|rtf|pptx?|odp|key|xlsx?|ods|csv|tsv|bib|ris|ipynb|tex|txt|"
    r"zip|t?gz|tbz2?|bz2|xz|zst|7z|rar|tar|jar|whl|iso|img|dmg|exe|msi|deb|rpm|apk|appimage|"
    r"png|jpe?g|gif|svg|webp|bmp|tiff?|ico|mp[34]|m4[av]|mov|avi|mkv|webm|wav|ogg|flac|srt|vtt|"
    r"jsonl|ndjson|parquet|npy|npz|h5|hdf5|pkl|pth?|ckpt|safetensors|onnx|gguf|mat|sqlite|db|bin|ttf|otf|woff2?)\Z",
    re.IGNORECASE,
)
"""Names of files that no server shows as a page; ``.md``, ``.py`` and ``.js`` are rendered, or end names of sites."""
# github.com, gitlab.com (with its /-/), gitee.com, huggingface.co; Forgejo says src.
_FILE_VIEW = re.compile(r"(?:/[^/]+){1,6}?/(?:-/)?(?:blob|blame|tree|edit|commits|src/(?:branch|commit|tag))/")


def same_site(one: str, other: str) -> bool:
    """True if two hosts share a registrable domain."""
    return one == other or registrable(one) == registrable(other)


@lru_cache(maxsize=1024)
def is_home(address: Address) -> bool:
    """True for a home page: the root, an index file, a language's landing page."""
    if address.fragment and address.fragment.startswith(("/", "!")) and len(address.fragment) > 2:
        return False
    parameters = [part for part in (address.query or "").split("&") if part]
    if any(not _LOCALE_PARAMETER.fullmatch(part) and not is_tracking(address.host, part) for part in parameters):
        return False
    return _HOME.fullmatch(address.path) is not None


_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}\Z", re.IGNORECASE)
_SEARCH = re.compile(
    r"/(?:search|find|suche|recherche|buscar|cerca|szukaj|poisk|sousuo|so|s)(?:\.\w{2,5})?/?\Z", re.IGNORECASE
)
_QUESTION = re.compile(
    r"(?:q|query|s|search|search_?(?:term|query|text)|keywords?|k|kw|wd|word|term|text)=", re.IGNORECASE
)


def is_search(address: Address) -> bool:
    """True for a site's search page, told by path or query."""
    if _SEARCH.search(address.path):
        return True
    return any(_QUESTION.match(parameter) for parameter in (address.query or "").split("&"))


_LISTING = re.compile(
    r"/(?:tags?|labels?|keywords?|categor(?:y|ies)|topics?|authors?|browse|explore|archives?|biaoqian|fenlei)(?:/|\Z)",
    re.IGNORECASE,
)


def is_listing(address: Address) -> bool:
    """True for an address of a category, tag or archive; many sites show these as a search."""
    return _LISTING.search(address.path) is not None


_GATE = re.compile(
    r"/(?:age[-_]?(?:gate|check|verif\w*)|over[-_]?18|gate(?:way)?|consent|cookies?(?:[-_]\w+)?|gdpr|privacy[-_]\w+|"
    r"terms(?:[-_]\w+)?|disclaimer|splash|interstitial|select[-_]?(?:country|region|language|locale|store|site)|"
    r"(?:country|region|language)[-_]?select\w*|choose[-_]\w+|geo[-_]?\w*|(?:un|not[-_]?)supported(?:[-_]?browser)?|"
    r"browser[-_]?\w+|upgrade[-_]?browser|old[-_]?browser|maintenance|wartung|busy|queue|waiting[-_]?room|captcha|verify|"
    r"auth|log[-_]?in|sign[-_]?in|anmeldung|denglu|join|register|subscribe|paywall|members?|robot\w*|blocked)"
    r"(?:\.\w{2,5})?/?\Z",
    re.IGNORECASE,
)


def is_gate(address: Address) -> bool:
    """True for a login, consent or age gate: it says nothing about the page behind it."""
    return _GATE.search(address.path) is not None


_FRONT_LABEL = re.compile(rf"www\d?|m|mobile|wap|web|app|home|start|beta|alpha|old|new|next|dev|{_LOCALE}")


def is_front_label(label: str) -> bool:
    """True for the label of a host that is another way to the same site (``m.``, ``en.``), and nobody's name on it."""
    return _FRONT_LABEL.fullmatch(label) is not None


def is_section_of(front: Address, page: Address) -> bool:
    """True if an address is a folder above the other one."""
    folder = _INDEX.sub("", front.path).rstrip("/")
    return bool(folder) and not front.query and page.path.rstrip("/").startswith(folder + "/")


def is_file(address: Address) -> bool:
    """True if the name in an address is that of a file."""
    return _FILE.search(address.path) is not None


def is_file_view(address: Address) -> bool:
    """True for a repository's page about a file (``/blob/main/x.pdf``): HTML, whatever the file's extension."""
    return _FILE_VIEW.match(address.path) is not None


def same_page(one: Address, other: Address) -> bool:
    """Whether two addresses differ in nothing a reader would notice.

    Scheme, ``www.``, default port, letter case, a trailing slash, an index file, tracking and a leading locale.
    """
    return _bare(one) == _bare(other)


def differs_in_scheme_only(one: Address, other: Address) -> bool:
    """Whether http and https are all that parts two addresses, cosmetic differences left out."""
    return one.scheme != other.scheme and same_page(one, other)


@lru_cache(maxsize=1024)
def _bare(address: Address) -> str:
    if is_home(address):
        return address.netloc.removeprefix("www.") + "/"
    segments = address.path.split("/")
    if len(segments) > 2 and _LOCALE_SEGMENT.fullmatch(segments[1]):
        segments = segments[:1] + segments[2:]
    query = "&".join(p for p in (address.query or "").split("&") if p and not _LOCALE_PARAMETER.fullmatch(p)) or None
    port = None if address.port in (80, 443) else address.port
    plain = replace(address, scheme="https", port=port, path="/".join(segments), query=query)
    return identity(plain).lower().rstrip("/")
