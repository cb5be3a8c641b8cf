"""One fetch: what it gives, where it stops, and the sentence it leaves."""

from __future__ import annotations

import gzip
import socket
import stat
import time
import zlib
from pathlib import Path

import pytest

import loopback as servers
from fetch.conftest import QUICK
from loopback import Site, Speak
from positions import __version__
from positions.errors import UnreadableSource
from positions.fetch import Door, Limits, cache, is_address, wire


def test_a_page(door: Door, site: Site) -> None:
    url = site.add("/a", "A page.", Content_Type="text/plain")
    found = door.fetch(url + "#part")
    assert (found.data, found.content_type, found.final_url) == (b"A page.", "text/plain", url)
    headers = site.asked[-1][1]
    assert headers["user-agent"].startswith(f"positions/{__version__} ")
    assert "authorization" not in headers and "cookie" not in headers


def test_addresses_are_told_from_paths() -> None:
    assert is_address("https://example.org") and is_address("HTTP://EXAMPLE.ORG/a")
    assert not any(map(is_address, ("file:///etc/passwd", "ftp://example.org", "http", "./https:/x", "-")))


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/", "http://", "https:///x", "http://a b/", "gopher://x",
                "http://example.org:99999/", "http://[::1/", "http://exa\x1bmple.org/", "http://h/" + "x" * 5000],
)  # fmt: skip
def test_what_is_no_address_of_the_web(door: Door, address: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        door.fetch(address)
    assert refused.value.hint and len(refused.value.sentence) < 300


def test_a_password_in_the_address_is_refused_and_not_shown(door: Door) -> None:
    with pytest.raises(UnreadableSource, match="password") as refused:
        door.fetch("http://ada:geheim@127.0.0.1/")
    assert "geheim" not in refused.value.sentence
    with pytest.raises(UnreadableSource) as refused:
        door.fetch("http://127.0.0.1:1/?token=geheim")
    assert "geheim" not in refused.value.sentence


# --- redirects


def test_redirects_are_followed(door: Door, site: Site) -> None:
    site.add("/c", "here")
    site.add("/b", status=307, Location="c")
    url = site.add("/a", status=302, Location=site.url + "/b")
    found = door.fetch(url)
    assert (found.url, found.final_url, found.data) == (url, site.url + "/c", b"here")


def test_five_redirects_and_no_more(door: Door, site: Site) -> None:
    for number in range(7):
        site.add(f"/{number}", status=301, Location=f"/{number + 1}")
    site.add("/7", "far away")
    assert door.fetch(site.url + "/2").data == b"far away"
    with pytest.raises(UnreadableSource, match="more than 5 times"):
        door.fetch(site.url + "/1")


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "http://ada:pw@127.0.0.1/", "http://[bad/", "gopher://x/"],
)
def test_a_redirect_leads_to_the_web_or_nowhere(door: Door, site: Site, target: str) -> None:
    url = site.add("/", status=302, Location=target)
    with pytest.raises(UnreadableSource) as refused:
        door.fetch(url)
    assert "root:" not in refused.value.sentence and "pw" not in refused.value.sentence


def test_each_hop_is_judged_anew(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public host leads on to a private one: not asked."""
    port = site.url.rpartition(":")[2]
    with servers.site() as inner:
        secret = inner.add("/secret", "the secret")
        site.add("/", status=302, Location=f"http://inner.example:{inner.url.rpartition(':')[2]}/secret")
        judged = {"public.example": True, "inner.example": False}
        monkeypatch.setattr(
            "positions.fetch.addresses.may_be_reached", lambda address, **_: judged[hosts[-1]]
        )
        hosts: list[str] = []

        def lookup(host: str, _port: int) -> list[str]:
            hosts.append(host)
            return ["127.0.0.1"]

        with pytest.raises(
            UnreadableSource, match=r"inner.example .127.0.0.1. is not on the public internet"
        ):
            Door(limits=QUICK, lookup=lookup, folder=tmp_path).fetch(f"http://public.example:{port}/")
        assert hosts == ["public.example", "inner.example"] and inner.asked == [] and secret


# --- how long, how much


def drip(connection: socket.socket) -> None:
    """One byte at a time, for ever: headers, then a body."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.02)


def drip_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X: y\r\n"[:1])
        time.sleep(0.02)


def silence(connection: socket.socket) -> None:
    connection.recv(1)


@pytest.mark.parametrize("speak", [drip, drip_headers, silence])
def test_one_deadline_for_everything(tmp_path: Path, speak: Speak) -> None:
    limits = Limits(seconds=0.3, pause=0)
    with servers.raw(speak) as url, pytest.raises(UnreadableSource, match=r"within 0.3 seconds"):
        Door(True, limits, folder=tmp_path).fetch(url)


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def lying(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nx")


@pytest.mark.parametrize("speak", [endless, lying])
def test_no_more_than_the_limit_is_read(tmp_path: Path, speak: Speak) -> None:
    limits = Limits(size=500_000, pause=0)
    with servers.raw(speak) as url, pytest.raises(UnreadableSource, match=r"larger than 0.5 MB"):
        Door(True, limits, folder=tmp_path).fetch(url)


def pack(data: bytes, window: int) -> bytes:
    packer = zlib.compressobj(wbits=window)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "window"), [("gzip", 31), ("x-gzip", 31), ("deflate", 15), ("deflate", -15), ("GZIP", 31)]
)
def test_packed_pages(door: Door, site: Site, encoding: str, window: int) -> None:
    text = b"A page. " * 1000
    url = site.add("/", pack(text, window), Content_Encoding=encoding)
    assert door.fetch(url).data == text


def test_a_bomb_does_not_go_off(site: Site, tmp_path: Path) -> None:
    """100 MB in 100 KB: stopped at the limit, without ever holding more."""
    import tracemalloc

    url = site.add("/", gzip.compress(bytes(100_000_000), 6), Content_Encoding="gzip")
    door = Door(True, Limits(size=1_000_000, pause=0), folder=tmp_path)
    tracemalloc.start()
    with pytest.raises(UnreadableSource, match="larger than 1 MB"):
        door.fetch(url)
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_a_packing_that_nobody_asked_for(door: Door, site: Site, encoding: str) -> None:
    with pytest.raises(UnreadableSource, match="packed in a way"):
        door.fetch(site.add("/", b"\x00\x01", Content_Encoding=encoding))


def test_a_packed_page_that_breaks_off(door: Door, site: Site) -> None:
    with pytest.raises(UnreadableSource, match="packed in a way"):
        door.fetch(site.add("/", gzip.compress(b"x" * 5000)[:-9], Content_Encoding="gzip"))


@pytest.mark.parametrize(
    "words", [b"220 mail.example ESMTP\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"]
)
def test_a_server_that_does_not_speak_http(tmp_path: Path, words: bytes) -> None:
    def speak(connection: socket.socket) -> None:
        connection.sendall(words)

    with servers.raw(speak) as url, pytest.raises(UnreadableSource, match="does not speak as the web does"):
        Door(True, QUICK, folder=tmp_path).fetch(url)


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "no such page"), (410, "no such page"), (403, "refuses it to programs (403)"), (401, "refuses it"),
     (429, "come back later"), (503, "come back later"), (500, "has a fault"), (418, "gave no page (418)"),
     (304, "gave no page (304)"), (302, "gave no page (302)")],
)  # fmt: skip
def test_answers_without_a_page(door: Door, site: Site, status: int, words: str) -> None:
    with pytest.raises(UnreadableSource) as told:
        door.fetch(site.add("/x", "", status=status))
    assert words in told.value.sentence and told.value.sentence.startswith(site.url) and told.value.hint


def test_nobody_there(door: Door, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with pytest.raises(UnreadableSource, match="cannot be reached: Connection refused"):
        door.fetch(url)
    with pytest.raises(UnreadableSource, match=r"no host called nowhere.example"):
        Door(limits=QUICK, lookup=lambda *_: [], folder=tmp_path).fetch("https://nowhere.example/")


# --- TLS


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, Path]:
    return servers.certificate(tmp_path_factory.mktemp("tls"), "news.example")


def to_loopback(*_: object) -> list[str]:
    return ["127.0.0.1"]


def test_a_certificate_that_nobody_vouches_for(
    certified: tuple[object, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused, and no environment variable changes that: not one that names the very certificate."""
    context, chain = certified
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(chain))
    monkeypatch.setenv("PYTHONHTTPSVERIFY", "0")
    with servers.site(context, "news.example") as site:  # type: ignore[arg-type]
        site.add("/", "forged")
        with pytest.raises(
            UnreadableSource, match=r"The certificate of https://news.example.* does not hold"
        ):
            Door(True, QUICK, to_loopback, tmp_path).fetch(site.url + "/")
        assert site.asked == []


def test_the_certificate_is_checked_for_the_name(
    certified: tuple[object, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to an address, the check is for the name: it passes for one name and no other."""
    import ssl

    context, chain = certified
    monkeypatch.setattr(wire, "certificates", lambda: ssl.create_default_context(cafile=str(chain)))
    with servers.site(context, "news.example") as site:  # type: ignore[arg-type]
        url = site.add("/", "true")
        assert Door(True, QUICK, to_loopback, tmp_path).fetch(url).data == b"true"
        other = url.replace("news.example", "other.example")
        with pytest.raises(UnreadableSource, match="Hostname mismatch"):
            Door(True, QUICK, to_loopback, tmp_path).fetch(other)


def test_no_proxy_and_no_netrc(
    door: Door, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment leads nobody around the check of the address."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password geheim\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert door.fetch(site.add("/", "here")).data == b"here"
    assert all("authorization" not in headers for _, headers in site.asked)


# --- manners


def test_robots_txt_is_obeyed(door: Door, site: Site) -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /private\n\nUser-agent: positions\nDisallow: /closed\n")
    closed, opened = site.add("/closed/a", "no"), site.add("/private", "yes")
    with pytest.raises(UnreadableSource, match=r"robots.txt of 127.0.0.1 closes it") as refused:
        door.fetch(closed)
    assert "browser" in refused.value.hint
    assert door.fetch(opened).data == b"yes"
    assert site.paths() == ["/robots.txt", "/private"], "asked once, and the closed page never"


def test_a_redirect_does_not_lead_around_robots_txt(door: Door, site: Site) -> None:
    with servers.site() as other:
        other.add("/robots.txt", "User-agent: *\nDisallow: /\n")
        target = other.add("/a", "closed")
        with pytest.raises(UnreadableSource, match=r"robots.txt"):
            door.fetch(site.add("/", status=302, Location=target))
        assert other.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "open_"), [(404, True), (403, True), (500, False), (503, False), (429, False)]
)
def test_a_robots_txt_that_cannot_be_had(door: Door, site: Site, status: int, open_: bool) -> None:
    """RFC 9309: where there is none all is open; where the server is at fault all is closed."""
    site.add("/robots.txt", "", status=status)
    url = site.add("/a", "page")
    if open_:
        assert door.fetch(url).data == b"page"
        return
    with pytest.raises(UnreadableSource, match="robots"):
        door.fetch(url)


def test_one_page_at_a_time(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages of a host are a pause apart, as long as its robots.txt asks for; the wait costs no deadline."""
    waited: list[float] = []
    monkeypatch.setattr("positions.fetch.deadline.time.sleep", waited.append)
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    url = site.add("/a", "page")
    door = Door(True, Limits(seconds=5, pause=1), folder=tmp_path)
    door.fetch(url)
    assert waited == []
    door.fetch(url)
    assert len(waited) == 1 and 6 < waited[0] <= 7


# --- the cache


def test_a_page_that_has_not_changed_comes_from_the_cache(door: Door, site: Site, tmp_path: Path) -> None:
    url = site.add("/a", "A page.", ETag='"1"', Content_Type="text/html")
    first, second = door.fetch(url), door.fetch(url)
    assert (first.not_modified, second.not_modified) == (False, True)
    assert (first.data, first.content_type) == (second.data, second.content_type)
    site.add("/a", "Another.", ETag='"2"')
    assert door.fetch(url).data == b"Another."
    [file] = (tmp_path / "pages").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_damaged_cache_is_not_used(door: Door, site: Site, tmp_path: Path) -> None:
    url = site.add("/a", "A page.", ETag='"1"')
    door.fetch(url)
    [file] = (tmp_path / "pages").iterdir()
    for damaged in (file.read_bytes()[:-1] + b"!", b"", b"null\n", b"{}\n", b'{"url": 1}\nx'):
        file.write_bytes(damaged)
        found = door.fetch(url)
        assert (found.data, found.not_modified) == (b"A page.", False)


def test_what_is_not_kept(door: Door, site: Site, tmp_path: Path) -> None:
    door.fetch(site.add("/a", "A page."))
    door.fetch(site.add("/b", "A page.", ETag='"1"', Cache_Control="private, no-store"))
    assert not (tmp_path / "pages").exists()


def test_the_cache_is_bounded_and_forgets(tmp_path: Path) -> None:
    for number in range(5):
        cache.keep(tmp_path, str(number), cache.Kept(bytes(1000), "", etag="1"), limit=3500)
    kept = [number for number in range(5) if cache.load(tmp_path, str(number))]
    assert kept in ([3, 4], [2, 3, 4])
    cache.drop(tmp_path, "4")
    cache.drop(tmp_path, "never there")
    assert cache.load(tmp_path, "4") is None


def test_a_cache_that_cannot_be_written_costs_nothing(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    door = Door(True, QUICK, folder=tmp_path / "file")
    assert door.fetch(site.add("/a", "A page.", ETag='"1"')).data == b"A page."
