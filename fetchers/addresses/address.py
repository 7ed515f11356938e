"""Addresses as they are written, as they are sent, and as they identify a resource. Pure.

An address is sent as a browser would send it (WHATWG URL): what is percent-encoded stays as it is, what a request line
cannot carry is encoded once, and nothing is ever decoded: ``%2F``, ``%23`` and ``%2526`` are the author's.
"""

from __future__ import annotations

import ipaddress
import re
import string
import sys
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fetchers.addresses.hosts import AddressError, host_and_port, literal_ip
from fetchers.addresses.tracking import is_tracking
from fetchers.codes import AddressFault
from fetchers.values import dataclass

__all__ = [
    "DEFAULT_PORTS", "Address", "AddressError", "identity", "join", "parse", "without_credentials", "without_session",
    "without_tracking",
]  # fmt: skip

DEFAULT_PORTS: Final = {"http": 80, "https": 443}

_SPLIT = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?P<authority>[^/?#]*))?(?P<path>[^?#]*)"
                    r"(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?", re.DOTALL)  # fmt: skip
_CREDENTIALS = re.compile(r"(?P<scheme>\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]{2,})(?P<userinfo>[^/?#\s\\]*)@")
_NAME_OF_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}|\*{3}")
_INDEX_FILE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)\Z")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset((string.ascii_letters + string.digits + "-._~").encode())
_HIDDEN_HOST = re.compile(r"[\\\s]")
# WHATWG URL, path and query percent-encode sets: what a browser does not send as it is.
_PATH_UNSAFE = re.compile(r"""[^!-~]|["<>`{}^\\]""")
_QUERY_UNSAFE = re.compile(r"""[^!-~]|["<>']""")


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed http(s) address. ``host`` is lower-case ASCII (IDNA); ``path`` and ``query`` are as written."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str | None
    fragment: str | None
    userinfo: str | None = None

    @property
    def netloc(self) -> str:
        """Host and port as a Host header carries them: a default port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port in (None, DEFAULT_PORTS.get(self.scheme)) else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: the boundary no cookie or credential crosses."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def target(self) -> str:
        """Path and query as the request line carries them."""
        query = "" if self.query is None else "?" + _encode(self.query, _QUERY_UNSAFE)
        return _encode(_without_dots(self.path or "/"), _PATH_UNSAFE) + query

    @property
    def wire(self) -> str:
        """The address as it is sent: without fragment and credentials."""
        return self.origin + self.target

    @property
    def plain(self) -> str:
        """``host/path?query``: what the sites' URL tables are matched against. The query is left out if empty."""
        return self.netloc + (self.path or "/") + (f"?{self.query}" if self.query else "")

    @property
    def literal_ip(self) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
        """The IP address the host is, in any spelling a browser takes (``0x7f.1``, ``2130706433``), else None."""
        return literal_ip(self.host)

    @property
    def is_root(self) -> bool:
        """Whether the address is a site's front door."""
        return self.path in ("", "/") and not self.query

    def stripped(self) -> Address:
        """Return the address without what is never sent, fragment and credentials: itself where it has neither."""
        is_bare = self.fragment is None and self.userinfo is None
        return self if is_bare else replace(self, fragment=None, userinfo=None)

    def with_scheme(self, scheme: str) -> Address:
        """Return the same address under another scheme, its default port following."""
        port = None if self.port == DEFAULT_PORTS.get(self.scheme) else self.port
        return replace(self, scheme=scheme, port=port)


@lru_cache(maxsize=256)
def parse(text: str) -> Address:
    """Parse an absolute http(s) address. Remembered, because whoever handles a link parses its address again.

    Raises AddressError with a code: not-absolute, unsupported-scheme, no-host, bad-host, bad-port.
    """
    match = _SPLIT.fullmatch(text.strip())
    if match is None:
        raise AddressError(AddressFault.NOT_ABSOLUTE, "not an absolute address")
    # One string for all addresses: a plan may hold a million.
    scheme = sys.intern(match["scheme"].lower())
    if scheme not in DEFAULT_PORTS:
        raise AddressError(AddressFault.NOT_OF_THE_WEB, f"{scheme}: is not a scheme of the web")
    authority = match["authority"]
    if authority and _HIDDEN_HOST.search(authority):
        raise AddressError(AddressFault.BAD_HOST, "a backslash or a space before the path hides which host is meant")
    if not authority:
        raise AddressError(AddressFault.NO_HOST, "no host after the scheme")
    userinfo, _, hostport = authority.rpartition("@")
    host, port = host_and_port(hostport)
    return Address(scheme, host, port, match["path"], match["query"], match["fragment"], userinfo or None)


def parse_or_none(text: str) -> Address | None:
    """Parse an absolute http(s) address; None for any other text."""
    try:
        return parse(text)
    except AddressError:
        return None


def identity(address: Address) -> str:
    """Return the key of an ordinary page: spellings of one resource give one key.

    http and https, ``www.``, a default port, an index file, a trailing slash of the root, the order of parameters,
    percent-encoding of unreserved characters and tracking parameters make no difference. A fragment does only
    where it is a client-side route (``#/``, ``#!``).
    """
    path = _INDEX_FILE.sub("/", _normal_percent(_without_dots(address.path or "/")))
    parameters = [p for p in (address.query or "").split("&") if p and not is_tracking(address.host, p)]
    query = "?" + "&".join(sorted(map(_normal_percent, parameters))) if parameters else ""
    fragment = address.fragment or ""
    route = f"#{fragment}" if fragment.startswith(("/", "!")) else ""
    return "https://" + address.netloc.removeprefix("www.") + path + query + route


def join(base: Address, reference: str) -> Address:
    """Resolve a reference (a Location, a link in a page) against ``base`` as a browser does.

    Raises AddressError as ``parse`` does.
    """
    reference = re.sub(r"[\t\r\n]", "", reference.strip())
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", reference) and not re.match(r"https?:(?!//)", reference, re.IGNORECASE):
        return parse(reference)
    reference = re.sub(r"\Ahttps?:", "", reference, flags=re.IGNORECASE)
    if reference.startswith(("//", "\\\\")):
        return parse(f"{base.scheme}://" + reference[2:])
    rest, hash_mark, fragment = reference.partition("#")
    path, question, query = rest.partition("?")
    if not path:
        query_of = query if question else base.query
        return replace(base, query=query_of, fragment=fragment if hash_mark else None)
    if not path.startswith("/"):
        path = (base.path or "/").rpartition("/")[0] + "/" + path
    return replace(
        base, path=_without_dots(path), query=query if question else None, fragment=fragment if hash_mark else None
    )


def without_credentials(text: str) -> str:
    """Return an address as it may be shown and kept: ``***`` in the place of a user's name and password.

    Works on whatever an author wrote, sound or not. A name that poses as a host (``https://github.com@evil.net``) is no
    secret, and what its reader has to see.
    """
    match = _CREDENTIALS.match(text)
    if match is None or _NAME_OF_HOST.fullmatch(match["userinfo"]):
        return text
    return f"{match['scheme']}***@{text[match.end() :]}"


def without_tracking(text: str) -> str:
    """Return the address as written with its tracking parameters left out; unchanged where it has none."""
    head, hash_mark, fragment = text.partition("#")
    base, question, query = head.partition("?")
    if not question:
        return text
    try:
        host = parse(text).host
    except AddressError:
        return text
    parts = query.split("&")
    kept = [part for part in parts if not is_tracking(host, part)]
    if len(kept) == len(parts):
        return text
    return base + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment


_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*|(?<=/)\(S\(\w{16,}\)\)/", re.IGNORECASE)


def without_session(text: str) -> str:
    """Return the address without one visitor's session in its path (``;jsessionid=``, ASP.NET's ``(S(…))``)."""
    return _SESSION.sub("", text)


def _encode(text: str, unsafe: re.Pattern[str]) -> str:
    return unsafe.sub(_percent_encoded, text)


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def _without_dots(path: str) -> str:
    """Remove dot segments as WHATWG URL does; empty segments (``//``) are the author's and stay."""
    if "/." not in path and "/%2" not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        name = segment.lower().replace("%2e", ".")
        last = index == len(segments) - 1
        if name == "..":
            if len(kept) > 1:
                kept.pop()
        elif name != ".":
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/".join(kept) or "/"


def _normal_percent(text: str) -> str:
    encoded = _encode(text, _PATH_UNSAFE)
    return _PERCENT.sub(_normal_escape, encoded) if "%" in encoded else encoded


def _normal_escape(match: re.Match[str]) -> str:
    byte = int(match[1], 16)
    return chr(byte) if byte in _UNRESERVED else match[0].upper()
