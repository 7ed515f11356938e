"""What the spelling of an address tells before anybody is asked: *invalid* with its correction, or *skipped*. Pure."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Final

from fetchers.address import AddressError, parse, without_tracking
from linkcheck.model import Judgement, Suggestion, Verdict, Why

_OTHER_SCHEMES: Final = frozenset(
    [
        "about",
        "aim",
        "app",
        "apt",
        "bitcoin",
        "bitbucket",
        "blob",
        "bzr",
        "callto",
        "cid",
        "content",
        "chrome",
        "chrome-extension",
        "data",
        "dict",
        "discord",
        "dns",
        "doi",
        "ed2k",
        "edge",
        "ethereum",
        "facetime",
        "feed",
        "file",
        "ftp",
        "ftps",
        "geo",
        "git",
        "git+https",
        "git+ssh",
        "gopher",
        "gemini",
        "gtalk",
        "hg",
        "info",
        "ipfs",
        "ipns",
        "irc",
        "ircs",
        "im",
        "intent",
        "itms",
        "itms-apps",
        "jabber",
        "javascript",
        "keybase",
        "ldap",
        "ldaps",
        "lightning",
        "magnet",
        "maps",
        "market",
        "matrix",
        "message",
        "mid",
        "mms",
        "moz-extension",
        "ms-settings",
        "mumble",
        "mailto",
        "news",
        "nfs",
        "nntp",
        "obsidian",
        "oid",
        "openpgp4fpr",
        "orpheus",
        "pkcs11",
        "pop",
        "prefs",
        "quic",
        "rsync",
        "rtmp",
        "rtsp",
        "s3",
        "sftp",
        "sip",
        "sips",
        "skype",
        "slack",
        "sms",
        "smb",
        "spotify",
        "ssh",
        "steam",
        "stun",
        "svn",
        "svn+ssh",
        "tel",
        "telnet",
        "tg",
        "ts3server",
        "turn",
        "tftp",
        "teamspeak",
        "urn",
        "vbscript",
        "ventrilo",
        "view-source",
        "vnc",
        "vscode",
        "webcal",
        "whatsapp",
        "weixin",
        "ws",
        "wss",
        "wtai",
        "xmpp",
        "zhihu",
        "zoommtg",
        "zotero",
        "notion",
        "figma",
        "bilibili",
        "tor",
    ]
)
_HARMFUL: Final = frozenset({"javascript", "vbscript"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_WIDE: Final = str.maketrans(
    {
        "：": ":",
        "／": "/",
        "．": ".",
        "。": ".",
        "｡": ".",
        "？": "?",
        "＃": "#",
        "＆": "&",
        "＝": "=",
        "－": "-",
        "＿": "_",
        "％": "%",
        "＠": "@",
    }
)
_WIDE_IN_HOST = re.compile(r"[：／．。｡＠]")
_TRAILING = re.compile(r"[。，、；：！？．｡）】》」』”’…]+\Z")
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\u180e\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACE = re.compile(r"\s")
_DOUBLED = re.compile(r"https?:(?:/{0,2}|//)(?=https?(?::|//))", re.IGNORECASE)
_SLASHES = re.compile(r"(https?)(:/*|;//?|/{2,}|:\\+|:/\\|\.//)(?=[^/\\\s])(.*)", re.IGNORECASE | re.DOTALL)
_MISSPELT = re.compile(r"([A-Za-z]{3,7})(:(?:/|\\){0,3}|//)(.+)", re.DOTALL)
_NO_SCHEME = re.compile(r"(?:www\d?\.[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|ai|dev|cn|co|app|me|info|"
        r"xyz|"
        r"tech|uk|de|fr|jp|ru|eu))(?::\d+)?(?:[/?#].*)?",
                        re.IGNORECASE | re.DOTALL)  # fmt: skip
_FILE_ENDINGS: Final = re.compile(r"[^/]*\.(?:me|md|io|ai|app|dev|co)\Z", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\$\{|<[A-Za-z][^>]*>|%7B%7B|\{[A-Za-z_]\w*\}|\[[A-Z][A-Za-z_ -]+\]|<%|\$\([A-Za-z]|"
    r"%\([a-z_]+\)s|YOUR[-_][A-Z]|\byour-(?:host|domain|server|username|site|org|repo|token|"
    r"api-key)\b(?=[./:?]|\Z)",
    0,
)
# RFC 2606 and RFC 6761; ``home.arpa`` RFC 8375; ``.internal`` and ``.local`` never leave a site.
_RESERVED: Final = ("example", "invalid", "example.com", "example.org", "example.net", "example.edu")
_PRIVATE_NAMES: Final = (
    "localhost",
    "test",
    "local",
    "internal",
    "home.arpa",
    "localdomain",
    "lan",
    "intranet",
    "corp",
    "home",
)


def spell(url: str, *, allow_private: bool = False) -> Judgement | None:
    """Say what needs no request: None where somebody has to be asked.

    ``allow_private`` lets addresses inside private networks pass, and reserved names with them.
    """
    return next((found for rule in _RULES if (found := rule(url)) is not None), None) or _policy(url, allow_private)


def as_https(url: str) -> str:
    """Return the same address by https, its default port following; unchanged where it is no http address."""
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
    return Suggestion(plain, Why.TRACKING) if plain != url else None


def _invalid(reason: str, detail: str, better: str | None = None) -> Judgement:
    return Judgement(verdict=Verdict.INVALID, reason=reason, detail=detail, suggestion=_checked(better))


def _skipped(reason: str, detail: str) -> Judgement:
    return Judgement(verdict=Verdict.SKIPPED, reason=reason, detail=detail)


def _checked(better: str | None) -> Suggestion | None:
    """A correction that is itself no address is none."""
    if better is None:
        return None
    try:
        host = parse(better).host
    except AddressError:
        return None
    return (
        None
        if "." not in host or any(rule(better) is not None for rule in _RULES)
        else Suggestion(better, Why.SPELLING)
    )


def _placeholder(url: str) -> Judgement | None:
    return (
        _skipped("placeholder", "Holds a placeholder for the reader to fill in.") if _PLACEHOLDER.search(url) else None
    )


def _local(url: str) -> Judgement | None:
    if not url.strip() or url.startswith(("#", "?", "./", "../")) or (url.startswith("/") and not url.startswith("//")):
        return _skipped("local", "A place in this file or beside it, not an address of the web.")
    if url.startswith("//"):
        return _invalid("no-scheme", "Has no scheme, so a reader's program has to guess one.", "https:" + url)
    return None


def _unseen(url: str) -> Judgement | None:
    if not _UNSEEN.search(url):
        return None
    return _invalid("hidden-character", "Holds a character that cannot be seen.", _UNSEEN.sub("", url).strip())


def _space(url: str) -> Judgement | None:
    inner = url.strip()
    if inner != url and not _SPACE.search(inner):
        return _invalid("space", "Has a space before or after it.", inner)
    if not _SPACE.search(inner):
        return None
    if not inner.lower().startswith(("http:", "https:", "www.")):
        return None
    joined = re.sub(r"\s*[\r\n\t]+\s*", "", inner)
    head, _, tail = joined.partition("://")
    host, slash, path = tail.partition("/")
    host = re.sub(r"\s+", "", host)
    return _invalid("space", "Has a space or a line break in it.", f"{head}://{host}{slash}{path.replace(' ', '%20')}")


def _wide(url: str) -> Judgement | None:
    """Full-width marks of a Chinese or Japanese keyboard, in the part that names the host or at the very end."""
    trimmed = _TRAILING.sub("", url)
    if trimmed != url and trimmed.isascii():
        return _invalid("trailing-punctuation", "The text's own punctuation has slipped in at its end.", trimmed)
    match = re.match(r"[A-Za-z]{2,8}[:：]?[/／]{0,3}[^/?#]*", url)
    if (
        match is None
        or not re.match(r"(?:https?\b|www[.．。])", url, re.IGNORECASE)
        or not _WIDE_IN_HOST.search(match[0])
    ):
        return None
    rest = url[match.end() :]
    better = match[0].translate(_WIDE) + (rest[0].translate(_WIDE) + rest[1:] if rest else "")
    return _invalid("full-width", "Has full-width punctuation where an address needs plain marks.", better)


def _doubled(url: str) -> Judgement | None:
    match = _DOUBLED.match(url)
    if match is None:
        return None
    inner = url[match.end() :]
    return _invalid("doubled-scheme", "Has its scheme twice.", _mended(inner) or inner)


def _slashes(url: str) -> Judgement | None:
    match = _SLASHES.fullmatch(url)
    if match is None or match[2] == "://":
        return None
    return _invalid("bad-slashes", "Its scheme is not followed by “://”.", f"{match[1].lower()}://{match[3]}")


def _misspelt(url: str) -> Judgement | None:
    match = _MISSPELT.fullmatch(url)
    if match is None or match[1].lower() in ("http", "https") or match[1].lower() in _OTHER_SCHEMES:
        return None
    meant = _meant(match[1].lower())
    if meant is None or not re.match(r"[:/]", match[2]):
        return None
    return _invalid("misspelt-scheme", f"“{match[1]}” is no scheme; “{meant}” is meant.", f"{meant}://{match[3]}")


def _no_scheme(url: str) -> Judgement | None:
    if not _NO_SCHEME.fullmatch(url) or (
        ("/" not in url) and _FILE_ENDINGS.fullmatch(url) and not url.lower().startswith("www.")
    ):
        return None
    if not url.lower().startswith("www.") and "/" not in url and url.count(".") < 1:
        return None
    return _invalid("no-scheme", "Has no scheme: Markdown takes it for a file beside this one.", "https://" + url)


def _other_scheme(url: str) -> Judgement | None:
    match = _SCHEME.fullmatch(url)
    if match is None:
        return None
    scheme = match[1].lower()
    if scheme in ("http", "https"):
        return None
    if scheme in _HARMFUL:
        return _invalid("script", "Is a script, not an address.")
    if "." in scheme and scheme not in _OTHER_SCHEMES:  # host:port
        return _invalid("no-scheme", "Has no scheme: Markdown takes it for a file beside this one.", "https://" + url)
    if scheme == "localhost":
        return _skipped("private-address", "Names a machine of the reader's own.")
    if scheme in _OTHER_SCHEMES or match[2].startswith("//") or not match[2].startswith("/"):
        return _skipped("scheme", f"{scheme}: is not asked, only http and https are.")
    return None


def _relative(url: str) -> Judgement | None:
    """Anything else without a scheme is a path beside the file."""
    if _SCHEME.fullmatch(url) is None:
        return _skipped("local", "A place in this file or beside it, not an address of the web.")
    return None


def _backslash(url: str) -> Judgement | None:
    head = re.split(r"[?#]", url, maxsplit=1)[0]
    if "\\" not in head:
        return None
    authority = head.partition("://")[2]
    better = None if "@" in authority else head.replace("\\", "/") + url[len(head) :]
    return _invalid("backslash", "Has a backslash, which hides which host is meant.", better)


def _userinfo_trick(url: str) -> Judgement | None:
    """``https://github.com@evil.net/``: a host that poses as another (WHATWG URL, "credentials")."""
    authority = re.match(r"https?://([^/?#]*)", url, re.IGNORECASE)
    if authority is None or "@" not in authority[1]:
        return None
    user = authority[1].rpartition("@")[0]
    if (
        "@" in user
        or re.fullmatch(r"(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|ai|dev|cn|co|app|info)(?::\d*)?", user, re.IGNORECASE)
        or "%" in user.partition(":")[0][:1]
    ):
        return _invalid("misleading-userinfo", "What looks like its host is a user name: it leads elsewhere.")
    return None


def _unparsable(url: str) -> Judgement | None:
    try:
        parse(url)
    except AddressError as error:
        said = str(error)
        return _invalid(error.code, f"{said[0].upper()}{said[1:]}.", _mended(url))
    return None


def _mended(url: str) -> str | None:
    """Return an address with a plain slip of its host put right: dots twice, at an end."""
    match = re.fullmatch(r"(https?):?/{1,3}([^/?#]+)(.*)", url, re.IGNORECASE | re.DOTALL)
    if match is None:
        return None
    host = re.sub(r"\.{2,}", ".", match[2]).strip(".,")
    return f"{match[1].lower()}://{host}{match[3]}" if host else None


_RULES: Final[tuple[Callable[[str], Judgement | None], ...]] = (
    _placeholder,
    _local,
    _unseen,
    _space,
    _wide,
    _doubled,
    _slashes,
    _misspelt,
    _backslash,
    _no_scheme,
    _other_scheme,
    _relative,
    _userinfo_trick,
    _unparsable,
)


def _policy(url: str, allow_private: bool) -> Judgement | None:  # noqa: FBT001  private
    address = parse(url)
    host = address.host.rstrip(".")
    if host == "onion" or host.endswith(".onion"):
        return _skipped("onion", "Is reached through Tor only.")
    if _is_below(host, _RESERVED):
        return _skipped("reserved-name", f"{host} is reserved for examples (RFC 2606).")
    if allow_private:
        return None
    literal = address.literal_ip
    if literal is not None:
        return (
            _skipped("private-address", f"{host} is an address inside a private network.")
            if _is_private(literal)
            else None
        )
    if _is_below(host, _PRIVATE_NAMES) or "." not in host:
        return _skipped("private-address", f"{host} is a name inside a private network.")
    return None


def _is_below(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)


def _is_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return not (mapped or address).is_global


def _meant(scheme: str) -> str | None:
    """Return http or https for a scheme one or two slips away from it."""
    for meant in ("https", "http"):
        if (
            scheme != meant
            and _distance(scheme, meant) <= (1 if len(scheme) < 4 else 2)
            and set(scheme) <= set("htpsw")
        ):
            return _nearest(scheme)
    return None


def _nearest(scheme: str) -> str:
    return "https" if "s" in scheme else "http"


def _distance(one: str, other: str) -> int:
    """Levenshtein's, for words of a few letters."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row, left = [i, *row[1:]], row
        for j, b in enumerate(other, 1):
            row[j] = min(left[j] + 1, row[j - 1] + 1, left[j - 1] + (a != b))
    return row[-1]
