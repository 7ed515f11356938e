"""Slips of the pen in addresses, each with the correction where one is plain. Rules in order. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.failure import FailureKind
from linkcheck.model import Judgement
from linkcheck.model.reasons import Reason, sentence
from linkcheck.spelling.opinion import invalid, skipped

_HARMFUL: Final = frozenset({"javascript", "vbscript"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_WIDE: Final = str.maketrans("：／．。｡？＃＆＝－＿％＠", ":/...?#&=-_%@")
_WIDE_IN_HOST = re.compile(r"[：／．。｡＠]")
# Before a scheme an address has nothing: what opens a bracket or a quotation there is the text's, a link's text, too.
_LEADING = re.compile(r"""(?:\[[^\[\]]{1,200}\]\(|[\[({<"'“‘（【《「『]+)(?=https?://)""", re.IGNORECASE)
_TRAILING = "。，、；：！？．｡）】》」』”’…"
# A joiner between letters that are not ASCII is spelling (Persian, emoji); anywhere else it has slipped in.
_UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\u180e\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|"
    "(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_SPACE = re.compile(r"\s")
_DOUBLED = re.compile(r"https?:/{0,2}(?=https?(?::|//))", re.IGNORECASE)
_SLASHES = re.compile(r"(https?)(:/*|;//?|/{2,}|:\\+|:/\\|\.//)(?=[^/\\\s])(.*)", re.IGNORECASE | re.DOTALL)
_MISSPELT = re.compile(r"([A-Za-z]{3,7})(?::[/\\]{0,3}|//)(.+)", re.DOTALL)
_ENDINGS: Final = "com|org|net|edu|gov|io|ai|dev|cn|co|app|me|info|xyz|tech|uk|de|fr|jp|ru|eu"
_NO_SCHEME = re.compile(
    rf"(?:www\d?\.[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:{_ENDINGS}))(?::\d+)?(?:[/?#].*)?", re.IGNORECASE | re.DOTALL
)
_POSES_AS_HOST = re.compile(rf"(?:[\w-]+\.)+(?:{_ENDINGS})(?::\d*)?", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^/]*\.(?:me|md|io|ai|app|dev|co)", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\$\{|<[A-Za-z][^>]*>|%7B%7B|\{[A-Za-z_]\w*\}|\[[A-Z][A-Za-z_ -]+\]|<%|\$\([A-Za-z]|%\([a-z_]+\)s|"
    r"YOUR[-_][A-Z]|(?<=//)your-?(?:host|domain|server|site|company|org|app)\b|(?<=\.com/)your-?(?:user(?:name)?|org|name)(?=/)"
)


ORDINARY: Final = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#][!-\[\]-~]*)?")
"""An address like most: a plain name, and no character after it that any rule but two is about."""


def read_address(url: str) -> Address | Judgement:
    """Parse an address; where it is misspelt or cannot be parsed, return what is wrong with it."""
    if url.startswith("//"):
        url = f"https:{url}"  # A reader's program takes the page's own scheme; https is what it would have been.
    slip = first_slip(url)
    if slip is not None:
        return slip
    try:
        return parse(url)
    except AddressError as error:
        return invalid(error.code, sentence(str(error)), _mended(url))


def first_slip(url: str) -> Judgement | None:
    """Return what the first rule that holds says of the spelling, None where it is sound."""
    rules = _FOR_ORDINARY if ORDINARY.fullmatch(url) else RULES
    return next((found for rule in rules if (found := rule(url)) is not None), None)


def _placeholder(url: str) -> Judgement | None:
    return skipped(Reason.PLACEHOLDER) if _PLACEHOLDER.search(url) else None


def _local(url: str) -> Judgement | None:
    is_local = not url.strip() or url.startswith(("#", "?", "./", "../", "/"))
    return skipped(Reason.LOCAL) if is_local else None


def _unseen(url: str) -> Judgement | None:
    if not _UNSEEN.search(url):
        return None
    return invalid(Reason.HIDDEN_CHARACTER, better=_UNSEEN.sub("", url).strip())


def _space(url: str) -> Judgement | None:
    inner = url.strip()
    if inner != url and not _SPACE.search(inner):
        return invalid(Reason.SPACE, "Has a space before or after it.", inner)
    match = re.match(r"(h\s*t\s*t\s*p\s*(?:s\s*)?:[\s/]*[^/?#]*)(.*)", inner, re.IGNORECASE | re.DOTALL)
    if not _SPACE.search(inner) or match is None:
        return None
    # A line break never belongs; a space in the path does, encoded.
    path = "".join(map(str.strip, re.split(r"[\r\n\t]+", match[2]))).replace(" ", "%20")
    return invalid(Reason.SPACE, better=_SPACE.sub("", match[1]) + path)


def _wide(url: str) -> Judgement | None:
    """Full-width marks of a Chinese or Japanese keyboard, in the part that names the host or at the very end."""
    trimmed = url.rstrip(_TRAILING)
    if trimmed != url and trimmed.isascii():
        return invalid(Reason.TRAILING_PUNCTUATION, better=trimmed)
    match = re.match(r"[A-Za-z]{2,8}[:：]?[/／]{0,3}[^/?#]*", url)
    if (
        match is None
        or not re.match(r"(?:https?\b|www[.．。])", url, re.IGNORECASE)
        or not _WIDE_IN_HOST.search(match[0])
    ):
        return None
    rest = url[match.end() :]
    better = match[0].translate(_WIDE) + (rest[0].translate(_WIDE) + rest[1:] if rest else "")
    return invalid(Reason.FULL_WIDTH, better=better)


def _leading(url: str) -> Judgement | None:
    """``[name]([https://…)``: Markdown takes it for a file beside this one. A link in its place means that link's."""
    match = _LEADING.match(url)
    if match is None:
        return None
    shown, _, inner = url[match.end() :].partition("](")
    is_link = bool(inner) or match[0].endswith("](")
    return invalid(Reason.LEADING_PUNCTUATION, better=(inner or shown).removesuffix(")") if is_link else shown)


def _doubled(url: str) -> Judgement | None:
    match = _DOUBLED.match(url)
    if match is None:
        return None
    inner = url[match.end() :]
    return invalid(Reason.DOUBLED_SCHEME, better=_mended(inner) or inner)


def _slashes(url: str) -> Judgement | None:
    match = _SLASHES.fullmatch(url)
    if match is None or match[2] == "://":
        return None
    return invalid(Reason.BAD_SLASHES, better=f"{match[1].lower()}://{match[3]}")


def _misspelt(url: str) -> Judgement | None:
    match = _MISSPELT.fullmatch(url)
    meant = _meant(match[1].lower()) if match else None
    if match is None or meant is None:
        return None
    return invalid(Reason.MISSPELT_SCHEME, f"“{match[1]}” is no scheme; “{meant}” is meant.", f"{meant}://{match[2]}")


def _backslash(url: str) -> Judgement | None:
    head = re.split(r"[?#]", url, maxsplit=1)[0]
    if "\\" not in head:
        return None
    better = head.replace("\\", "/") + url[len(head) :]
    if _SCHEME.fullmatch(url) is None and not _NO_SCHEME.fullmatch(better):
        return None  # A path of Windows, to a file that is not there under this name.
    if "@" in head.partition("://")[2]:
        better = None
    return invalid(Reason.BACKSLASH, better=better)


def _no_scheme(url: str) -> Judgement | None:
    www = url.lower().startswith("www.")
    if not _NO_SCHEME.fullmatch(url) or (not www and _FILE_NAME.fullmatch(url)):
        return None
    return _schemeless(url)


def _schemeless(url: str) -> Judgement:
    return invalid(Reason.NO_SCHEME, better="https://" + url)


def _other_scheme(url: str) -> Judgement | None:
    match = _SCHEME.fullmatch(url)
    if match is None or match[1].lower() in ("http", "https"):
        return None
    scheme, rest = match[1].lower(), match[2]
    if scheme in _HARMFUL:
        return invalid(Reason.SCRIPT)
    if scheme == "localhost":
        return skipped(FailureKind.PRIVATE_ADDRESS, "Names a machine of the reader's own.")
    if "." in scheme and not rest.startswith("//"):
        return _schemeless(url)
    return skipped(Reason.SCHEME, f"{scheme}: is not asked, only http and https are.")


def _relative(url: str) -> Judgement | None:
    """Anything else without a scheme is a path beside the file."""
    if _SCHEME.fullmatch(url) is None:
        return skipped(Reason.LOCAL)
    return None


def _userinfo_trick(url: str) -> Judgement | None:
    """``https://github.com@evil.net/``: a host that poses as another (WHATWG URL, "credentials")."""
    authority = re.match(r"https?://([^/?#]*)@", url, re.IGNORECASE)
    if authority is None or not ("@" in authority[1] or _POSES_AS_HOST.fullmatch(authority[1])):
        return None
    return invalid(Reason.MISLEADING_USERINFO)


def _mended(url: str) -> str | None:
    """Return an address with a plain slip of its host put right: dots twice, at an end."""
    match = re.fullmatch(r"(https?):?/{1,3}([^/?#]+)(.*)", url, re.IGNORECASE | re.DOTALL)
    if match is None:
        return None
    host = re.sub(r"\.{2,}", ".", match[2]).strip(".,")
    return f"{match[1].lower()}://{host}{match[3]}" if host else None


def _meant(scheme: str) -> str | None:
    """Return http or https for a scheme that is one or two slips away from it and made of its letters."""
    if scheme in ("http", "https") or not set(scheme) <= set("htpsw"):
        return None
    slips = min(_distance(scheme, meant) for meant in ("http", "https"))
    if slips > (1 if len(scheme) < 4 else 2):
        return None
    return "https" if "s" in scheme else "http"


def _distance(one: str, other: str) -> int:
    """Levenshtein's, for words of a few letters."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row, left = [i, *row[1:]], row
        for j, b in enumerate(other, 1):
            row[j] = min(left[j] + 1, row[j - 1] + 1, left[j - 1] + (a != b))
    return row[-1]


RULES: Final[tuple[Callable[[str], Judgement | None], ...]] = (
    _placeholder,
    _local,
    _unseen,
    _space,
    _leading,
    _wide,
    _doubled,
    _slashes,
    _misspelt,
    _backslash,
    _no_scheme,
    _other_scheme,
    _relative,
    _userinfo_trick,
)
"""Asked in this order."""
_FOR_ORDINARY: Final = (_placeholder,)
"""The rules that can hold for an ordinary address."""
