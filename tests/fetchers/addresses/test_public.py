"""Which addresses a link may lead to."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.public import is_private_name, is_public, is_public_text

PRIVATE = [
    "0.0.0.0", "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:db8::1", "168.63.129.16", "::ffff:168.63.129.16", "100.100.100.200",
    "192.0.0.192", "169.254.170.2", "fd20:ce::254", "fec0::1", "3fff::1", "3fff:fff::1", "64:ff9b:1::1", "100::1",
    "100:0:0:1::1", "5f00::1", "4000::1", "2001:2::1", "2001:10::1", "2001:20::1", "192.88.99.1", "192.31.196.1",
    "192.52.193.1", "192.175.48.1", "2620:4f:8000::1", "::ffff:0:10.0.0.1", "2a00:1450::5efe:10.0.0.1",
    "2a00:1450::200:5efe:10.0.0.1", "2001:0:a00:1::", "2001:0:5db8:d70e:0:ffff:f5ff:fffe",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "::ffff:1.1.1.1",
          "64:ff9b::101:101", "2002:101:101::1", "168.63.129.17", "2a00:1450::5efe:1.1.1.1", "3ffe::1"]  # fmt: skip


@pytest.mark.parametrize("ip", PRIVATE)
def test_private(ip: str) -> None:
    assert not is_public_text(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_public(ip: str) -> None:
    assert is_public_text(ip)


@given(st.ip_addresses(v=4))
def test_an_address_is_what_it_is_in_every_wrapping(address: ipaddress.IPv4Address) -> None:
    for text in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(ipaddress.ip_address(text)) == is_public(address)


@given(st.ip_addresses(v=4))
def test_no_wrapping_opens_what_python_calls_private(address: ipaddress.IPv4Address) -> None:
    if not address.is_global:
        assert not is_public(address)


@given(st.ip_addresses(v=6))
def test_nor_does_an_address_of_version_6(address: ipaddress.IPv6Address) -> None:
    if address.is_private or address.is_link_local or address.is_site_local or address.is_multicast:
        assert not is_public(address) or address.ipv4_mapped or address.sixtofour or address.teredo


def test_names_of_private_networks() -> None:
    assert all(map(is_private_name, ("localhost", "a.localhost", "x.internal", "printer", "metadata.google.internal.")))
    assert not any(map(is_private_name, ("localhost.org", "internal.example", "xinternal.net")))
