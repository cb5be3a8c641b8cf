"""Which addresses may be connected to, and that the one that was judged is the one that is connected to."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.conftest import QUICK
from loopback import Site
from positions.errors import UnreadableSource
from positions.fetch import Door, addresses
from positions.fetch.addresses import may_be_reached

PUBLIC = "8.8.8.8 1.1.1.1 2606:4700::1111 2a00:1450:4001::1 ::ffff:8.8.8.8".split()
PRIVATE = (
    "127.0.0.1 127.8.9.1 10.0.0.1 172.16.3.4 192.168.0.1 ::1 fd00::1 ::ffff:127.0.0.1 ::ffff:10.1.1.1".split()
)
NEVER = (
    "0.0.0.0 169.254.169.254 ::ffff:169.254.169.254 224.0.0.1 255.255.255.255 :: fe80::1 fe80::1%eth0 ff02::1"
    " 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::808:808 2002:7f00:1:: 2002:a00:1:: ::7f00:1 fec0::1 ff0e::1 x"
).split()


@pytest.mark.parametrize("address", PUBLIC)
def test_the_public_internet(address: str) -> None:
    assert may_be_reached(address, allow_private=False) and may_be_reached(address, allow_private=True)


@pytest.mark.parametrize("address", [*PRIVATE, "100.64.0.1", "100.127.255.254"])
def test_private_networks_only_where_allowed(address: str) -> None:
    assert not may_be_reached(address, allow_private=False)
    assert may_be_reached(address, allow_private=True) == (address in PRIVATE)


@pytest.mark.parametrize("address", NEVER)
def test_what_is_no_host(address: str) -> None:
    """Link-local, multicast, unspecified, and IPv6 that carries IPv4 past the check."""
    if address != "255.255.255.255":
        assert not may_be_reached(address, allow_private=True) or ip_address(address).is_private
    assert not may_be_reached(address, allow_private=False)


@given(st.ip_addresses(v=4))
def test_ipv4_in_the_clothes_of_ipv6_is_judged_alike(address: IPv4Address) -> None:
    for allowed in (False, True):
        plain = may_be_reached(str(address), allow_private=allowed)
        assert may_be_reached(f"::ffff:{address}", allow_private=allowed) == plain
    assert not may_be_reached(f"64:ff9b::{address}", allow_private=False)
    assert not may_be_reached(f"::{address}", allow_private=False)


@given(st.ip_addresses(v=6))
def test_no_ipv6_but_global_unicast(address: IPv6Address) -> None:
    if int(address) >> 125 != 1 and address.ipv4_mapped is None:
        assert not may_be_reached(str(address), allow_private=False)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "localhost", "[::1]", "0.0.0.0",
             "[::ffff:127.0.0.1]", "[::]", "169.254.169.254", "[64:ff9b::7f00:1]", "127.0.0.1.", "１27.0.0.1"],
)  # fmt: skip
def test_odd_forms_of_this_computer_are_refused(tmp_path: Path, host: str, site: Site) -> None:
    """With the system's own resolver, and a server that is listening there."""
    port = site.url.rpartition(":")[2]
    with pytest.raises(UnreadableSource) as refused:
        Door(limits=QUICK, folder=tmp_path).fetch(f"http://{host}:{port}/")
    reasons = ("is not on the public internet", "no host called", "no address of the web")
    assert any(reason in refused.value.sentence for reason in reasons)
    assert site.asked == []


def test_a_name_for_a_private_address_is_refused(tmp_path: Path, site: Site) -> None:
    """Also where only one of its addresses is private: who mixes them has something in mind."""
    for found in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:127.0.0.1"]):
        door = Door(limits=QUICK, folder=tmp_path, lookup=lambda *_, found=found: found)
        with pytest.raises(UnreadableSource, match="not on the public internet") as refused:
            door.fetch("http://news.example/")
        assert "--allow-private" in refused.value.hint
    assert site.asked == []


def test_the_address_that_was_judged_is_the_one_that_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another address at every look-up (rebinding) gets one look-up and one connection."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    door = Door(limits=QUICK, folder=tmp_path, lookup=lambda *_: answers.pop(0))
    with pytest.raises(UnreadableSource, match="cannot be reached: Connection refused"):
        door.fetch("http://rebinding.example/")
    assert connected == [("93.184.216.34", 80)]
    with pytest.raises(UnreadableSource, match="not on the public internet"):
        door.fetch("http://rebinding.example/")
    assert len(connected) == 1


def test_the_next_address_is_tried(site: Site, tmp_path: Path) -> None:
    port = site.url.rpartition(":")[2]
    site.add("/", "here")
    door = Door(True, QUICK, lookup=lambda *_: ["::1", "127.0.0.1"], folder=tmp_path)
    assert door.fetch(f"http://two.example:{port}/").data == b"here"
    assert site.asked[-1][1]["host"] == f"two.example:{port}"


def test_the_look_up_has_no_more_time_than_the_rest() -> None:
    """A resolver that hangs is left behind."""
    import threading

    from positions.fetch.deadline import Deadline, TooSlow

    held = threading.Event()

    def hang(_host: str, _port: int) -> list[str]:
        held.wait()
        return []

    with pytest.raises(TooSlow):
        addresses.resolve("slow.example", 80, hang, Deadline(0.05), allow_private=False)
    held.set()
