"""Addresses: what is sent, what is kept, what is one resource."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fetchers.addresses.address import AddressError, identity, join, parse, without_tracking
from fetchers.addresses.tracking import is_tracking


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/a#part", "http://example.org:8080/a"),
        ("https://a.org/a%2Fb%23c%3Fd", "https://a.org/a%2Fb%23c%3Fd"),
        ("https://a.org/?q=c%2B%2B+x%2526&y=%F6;z", "https://a.org/?q=c%2B%2B+x%2526&y=%F6;z"),
        ("https://a.org/卷积?词=值", "https://a.org/%E5%8D%B7%E7%A7%AF?%E8%AF%8D=%E5%80%BC"),
        ("https://a.org/a b|c{d}", "https://a.org/a%20b|c%7Bd%7D"),
        ("https://a.org/?q='a'", "https://a.org/?q=%27a%27"),
        ("https://a.org/a/./b/../c/", "https://a.org/a/c/"),
        ("https://a.org//a//b", "https://a.org//a//b"),
        ("https://a.org/a/%2e%2E/b", "https://a.org/b"),
        ("https://a.org/a/..", "https://a.org/"),
        ("https://a.org?x=1", "https://a.org/?x=1"),
        ("https://a.org/?", "https://a.org/?"),
        ("https://кц.рф/", "https://xn--j1ay.xn--p1ai/"),
        ("https://xn--j1ay.xn--p1ai/", "https://xn--j1ay.xn--p1ai/"),
        ("https://a_b.org/", "https://a_b.org/"),
        ("http://[::1]:81/x", "http://[::1]:81/x"),
        ("https://user:word@a.org/x", "https://a.org/x"),
        ("https://a.org./x", "https://a.org/x"),
        ("https://a.org/" + "x" * 3000, "https://a.org/" + "x" * 3000),
    ],
)
def test_what_is_sent(text: str, wire: str) -> None:
    assert parse(text).wire == wire


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-absolute"),
        ("/path", "not-absolute"),
        ("ftp://a.org/", "unsupported-scheme"),
        ("javascript:alert(1)", "unsupported-scheme"),
        ("https:///path", "no-host"),
        ("https://", "no-host"),
        ("https://user@/x", "no-host"),
        ("https://a..b.org/", "bad-host"),
        ("https://" + "a" * 64 + ".org/", "bad-host"),
        ("https://" + "a." * 130 + "org/", "bad-host"),
        ("https://-a.org/", "bad-host"),
        ("https://a b.org/", "bad-host"),
        (r"https://good\@evil.org/", "bad-host"),
        ("https://[::1/", "bad-host"),
        ("https://[nonsense]/", "bad-host"),
        ("https://a.org:99999/", "bad-port"),
        ("https://a.org:0/", "bad-port"),
        ("https://a.org:x/", "bad-port"),
    ],
)
def test_what_is_no_address(text: str, code: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse(text)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "ip"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("0xA9FEA9FE", "169.254.169.254"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
        ("1.2.3.256", None),
        ("1.2.3.4.5", None),
        ("127.0.0.1.org", None),
        ("beef.org", None),
    ],
)
def test_ip_addresses_in_any_spelling(host: str, ip: str | None) -> None:
    found = parse(f"http://{host}/").literal_ip
    assert found == (None if ip is None else ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    ("reference", "wire"),
    [
        ("../x", "https://a.org/x"),
        ("x?y", "https://a.org/b/x?y"),
        ("?p=1", "https://a.org/b/c?p=1"),
        ("", "https://a.org/b/c?q"),
        ("#part", "https://a.org/b/c?q"),
        ("/卷积", "https://a.org/%E5%8D%B7%E7%A7%AF"),
        ("//other.org/x", "https://other.org/x"),
        ("http://other.org", "http://other.org/"),
        (" /a\tb\n", "https://a.org/ab"),
        ("https:x", "https://a.org/b/x"),
        ("/a b", "https://a.org/a%20b"),
    ],
)
def test_references(reference: str, wire: str) -> None:
    assert join(parse("https://a.org/b/c?q"), reference).wire == wire


def test_a_reference_to_another_scheme_is_no_address() -> None:
    with pytest.raises(AddressError, match="javascript"):
        join(parse("https://a.org/"), "javascript:alert(1)")


@pytest.mark.parametrize(
    "spellings",
    [
        ("https://foxsen.github.io/archbase/", "https://foxsen.github.io/archbase/index.html"),
        ("http://a.org", "https://a.org/", "https://www.a.org:443/#part", "https://a.org/?utm_source=x"),
        ("https://a.org/?a=1&b=2", "https://a.org/?b=2&a=1"),
        ("https://a.org/%7Ex", "https://a.org/~x"),
        ("https://a.org/卷", "https://a.org/%e5%8d%b7"),
        ("https://www.bilibili.com/video/BV1/?vd_source=1", "https://www.bilibili.com/video/BV1/?spm_id_from=3.4"),
    ],
)
def test_one_resource(spellings: tuple[str, ...]) -> None:
    assert len({identity(parse(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/a", "https://a.org/b"),
        ("https://a.org/a%2Fb", "https://a.org/a/b"),
        ("https://a.org/?id=1", "https://a.org/?id=2"),
        ("https://a.org/#/one", "https://a.org/#/two"),
        ("https://a.org/a", "https://a.org:8443/a"),
        ("https://a.org/A", "https://a.org/a"),
        ("https://a.org/?from=1", "https://a.org/?from=2"),
    ],
)
def test_two_resources(one: str, other: str) -> None:
    assert identity(parse(one)) != identity(parse(other))


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("https://a.org/x?utm_source=t&id=7#p", "https://a.org/x?id=7#p"),
        ("https://a.org/x?utm_source=t", "https://a.org/x"),
        ("https://a.org/x?id=%2B+", "https://a.org/x?id=%2B+"),
        ("https://www.zhihu.com/tardis/zm/art/1?source_id=1003", "https://www.zhihu.com/tardis/zm/art/1"),
        ("https://other.org/?source_id=1003", "https://other.org/?source_id=1003"),
        ("mailto:a@b.org?utm_source=x", "mailto:a@b.org?utm_source=x"),
        (
            "https://medium.com/p/1?source=friends_link&sk=0a1b",
            "https://medium.com/p/1?sk=0a1b",
        ),  # opens what is closed
        ("https://conf.org/talks?sessionid=S31234", "https://conf.org/talks?sessionid=S31234"),  # a talk
        ("https://a.org/?sessionid=0a1b2c3d4e5f60718293", "https://a.org/"),  # a visit
        (
            "https://api.bilibili.com/x/info?mid=3546000000000001",
            "https://api.bilibili.com/x/info?mid=3546000000000001",
        ),
        ("https://www.bilibili.com/video/BV1?mid=q%2Bb0c1d2e3f4a5b6c7d8%3D%3D", "https://www.bilibili.com/video/BV1"),
    ],
)
def test_without_tracking(written: str, clean: str) -> None:
    assert without_tracking(written) == clean


def test_tracking_is_for_a_host_and_its_subdomains_only() -> None:
    assert is_tracking("space.bilibili.com", "vd_source=1")
    assert not is_tracking("notbilibili.com", "vd_source=1")
    assert not is_tracking("bilibili.com.evil.net", "vd_source=1")


_HOSTS = st.sampled_from(["a.org", "www.b-c.net", "кц.рф", "127.0.0.1", "[::1]", "x.y.z.com:8080"])


@given(st.text(max_size=60))
@example("https://[")
@example("https://a.org:\u0663/")
def test_any_text_is_an_address_or_an_address_error(text: str) -> None:
    for candidate in (text, f"https://{text}", f"https://a.org/{text}"):
        try:
            address = parse(candidate)
        except AddressError:
            continue
        assert address.wire.isascii()
        assert not any(character.isspace() for character in address.wire)


@given(_HOSTS, st.text(max_size=40), st.text(max_size=20))
def test_what_is_sent_is_sent_the_same_again(host: str, path: str, query: str) -> None:
    address = parse(f"https://{host}/{path}?{query}")
    again = parse(address.wire)
    assert again.wire == address.wire
    assert identity(again) == identity(parse(again.wire))
