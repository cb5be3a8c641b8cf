"""Addresses, feeds and sitemaps on the command line, from servers on this computer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import loopback
from loopback import Site
from positions.fetch import door

from .conftest import Call

PAGE = """<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav>Home World</nav><article>
<h1>{title}</h1><p>Norway said on Tuesday that it supports the membership of Ukraine in NATO, and that {more}.</p>
<p>"We support Ukraine's membership in NATO," the Norwegian foreign minister told reporters in Oslo, where
the ministers of the alliance had met for two days to speak of the war and of what comes after it.</p>
<p>The ministers will meet again in the autumn, officials of the alliance said, and the agenda is not set.</p>
</article></body></html>"""
ARTICLES = ("it would wait", "it would not wait", "the talks would go on")


def page(number: int, head: str = "") -> str:
    return PAGE.format(title=f"Oslo and the alliance, part {number}", more=ARTICLES[number], head=head)


def rss(url: str, content: str = "") -> str:
    items = "".join(
        f"<item><title>Part {n}</title><link>{url}/{n}</link><pubDate>0{n + 1} Mar 2023 09:00:00 GMT</pubDate>"
        f"<description><![CDATA[{content.format(n=n)}]]></description></item>"
        for n in range(3)
    )
    return f'<rss version="2.0"><channel><title>All news</title>{items}</channel></rss>'


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    """A site with three articles and their feed. Nobody waits between two pages here."""
    monkeypatch.setenv("POSITIONS_CACHE", str(tmp_path / "pages"))
    monkeypatch.setattr(door.Door, "_be_polite", lambda *_: None)
    with loopback.site() as served:
        for number in range(3):
            served.add(f"/{number}", page(number))
        served.add("/feed", rss(served.url))
        yield served


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


def told(call: Call, *arguments: str, on: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        call("ingest", "--allow-private", *arguments, "-f", "json", on=on).out
    )
    return found


def documents(call: Call, on: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call("documents", "list", "-f", "json", on=on).out)
    return found


def test_a_page(call: Call, site: Site, store: Path) -> None:
    """Kept with its address; found where the redirect led; its host is the outlet where it names none."""
    site.add("/moved", status=301, Location="/0")
    [found] = told(call, site.url + "/moved", on=store)
    assert (found["state"], found["title"]) == ("kept", "Oslo and the alliance, part 0") and found[
        "statements"
    ]
    [kept] = documents(call, store)
    assert (kept["url"], kept["sources"], kept["outlet"]) == (f"{site.url}/0", [f"{site.url}/0"], "127.0.0.1")
    assert told(call, site.url + "/moved", on=store)[0]["state"] == "known"


def test_a_page_names_itself_on_its_own_host_only(call: Call, site: Site, store: Path) -> None:
    own = f'<link rel="canonical" href="{site.url}/own"><meta property="og:site_name" content="The Example">'
    site.add("/a", page(0, own))
    site.add("/b", page(1, '<link rel="canonical" href="https://famous.example/story">'))
    told(call, site.url + "/a", site.url + "/b", on=store)
    assert {each["url"]: each["outlet"] for each in documents(call, store)} == {
        f"{site.url}/own": "The Example",
        f"{site.url}/b": "127.0.0.1",
    }


def test_a_private_address_needs_to_be_allowed(call: Call, site: Site, store: Path) -> None:
    found = call("ingest", site.url + "/0", on=store)
    assert found.code == 3 and "is not on the public internet" in found.err and "--allow-private" in found.err
    assert site.asked == [] and not store.exists()


def test_a_feed(call: Call, site: Site, store: Path) -> None:
    """The pages of its newest articles, dated by the feed, since they have no date of their own."""
    found = told(call, site.url + "/feed", "--most", "2", on=store)
    assert [each["source"] for each in found] == [f"{site.url}/2", f"{site.url}/1"]
    assert [(each["published"], each["published_from"]) for each in found] == [
        ("2023-03-03", "feed"),
        ("2023-03-02", "feed"),
    ]
    assert all(each["state"] == "kept" for each in found) and "/0" not in site.paths()


def test_the_feed_s_date_is_the_weaker_one(call: Call, site: Site, store: Path) -> None:
    site.add("/2", page(2, '<meta property="article:published_time" content="2023-02-27T09:00:00Z">'))
    dated = {each["source"]: each for each in told(call, site.url + "/feed", on=store)}
    assert dated[f"{site.url}/2"]["published"] == "2023-02-27"
    assert dated[f"{site.url}/1"]["published_from"] == "feed"


def test_the_feed_s_own_text_where_the_page_cannot_be_had(call: Call, site: Site, store: Path) -> None:
    """It is marked as such; without a text of the feed the page's fault is told."""
    words = "<p>Norway said on Friday that it supports Ukraine's membership in NATO, in part {n}.</p>"
    site.add("/feed", rss(site.url, words))
    for number in (1, 2):
        site.add(f"/{number}", "", status=403)
    found = {each["source"]: each for each in told(call, site.url + "/feed", on=store)}
    assert found[f"{site.url}/1"]["state"] == "kept" and found[f"{site.url}/1"]["title"] == "Part 1"
    site.add("/bare", rss(site.url))
    failed = call("ingest", "--allow-private", site.url + "/bare", "-f", "json", on=store)
    assert failed.code == 1 and "refuses it to programs (403)" in failed.err


def test_a_saved_feed(call: Call, store: Path, tmp_path: Path) -> None:
    """Its articles are those that it holds; a saved sitemap holds none, and says what to do."""
    path = tmp_path / "feed.txt"
    path.write_text(
        rss("https://news.example", "<p>Norway said that it supports the talks, in part {n}.</p>")
    )
    found = told(call, str(path), on=store)
    assert [(each["title"], each["published"], each["published_from"]) for each in found] == [
        (f"Part {n}", f"2023-03-0{n + 1}", "feed") for n in (2, 1, 0)
    ]
    assert {each["url"] for each in documents(call, store)} == {f"https://news.example/{n}" for n in range(3)}
    path.write_text(rss("https://news.example"))
    bare = call("ingest", str(path), on=store)
    assert bare.code == 3 and "lists 3 addresses" in bare.err and "own address" in bare.err


def test_a_sitemap_and_an_index(call: Call, site: Site, store: Path) -> None:
    urls = "".join(f"<url><loc>{site.url}/{n}</loc></url>" for n in range(3))
    site.add("/map.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>')
    index = site.add(
        "/index.xml", f"<sitemapindex><sitemap><loc>{site.url}/map.xml</loc></sitemap></sitemapindex>"
    )
    assert len(told(call, index, "--most", "2", on=store)) == 2
    assert len(told(call, site.url + "/map.xml", on=store)) == 3


def test_addresses_and_files_together(call: Call, site: Site, store: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Norway said on 3 March 2023 that it supports the talks.\n", encoding="utf-8"
    )
    found = told(call, site.url + "/0", str(tmp_path / "a.txt"), site.url + "/none", on=store)
    assert [each["state"] for each in found] == ["kept", "kept", "failed"]
    assert "no such page" in found[2]["error"]


def test_a_broken_feed_is_one_sentence(call: Call, site: Site, store: Path) -> None:
    url = site.add("/bad", '<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>')
    found = call("ingest", "--allow-private", url, on=store)
    assert found.code == 3 and "defines entities" in found.err and url in found.err


# --- watch


def watch(call: Call, *arguments: str, on: Path) -> Any:
    return call("watch", *arguments, on=on)


def test_a_watched_feed_is_read_once(call: Call, site: Site, store: Path) -> None:
    """What is new is read, and no page is asked for a second time."""
    feed = site.url + "/feed"
    first = watch(call, feed, "--once", "--allow-private", on=store)
    assert first.code == 0 and "3 new articles" in first.err
    asked = len(site.paths())
    second = watch(call, "run", feed, "--once", "--allow-private", on=store)
    assert second.code == 0 and "nothing new" in second.err
    assert set(site.paths()[asked:]) == {"/robots.txt", "/feed"}
    assert len(documents(call, store)) == 3


def test_the_list(call: Call, site: Site, store: Path) -> None:
    empty = watch(call, "--once", on=store)
    assert empty.code == 2 and "watch add" in empty.err
    feed = site.url + "/feed"
    assert "from now on" in watch(call, "add", feed, on=store).err
    assert "due now" in watch(call, "add", feed, on=store).err
    assert watch(call, "--once", "--allow-private", on=store).code == 0
    [row] = json.loads(watch(call, "list", "-f", "json", on=store).out)
    assert (row["address"], row["articles"], row["failures"], row["fault"]) == (feed, 3, 0, "")
    assert feed in watch(call, "list", on=store).out
    assert watch(call, "remove", feed, on=store).code == 0
    assert watch(call, "remove", feed, on=store).code == 2
    gone = watch(call, "list", on=store)
    assert (gone.code, gone.out) == (0, "") and "No feed is watched" in gone.err
    assert len(documents(call, store)) == 3


def test_a_failing_feed_rests_and_stops_no_other(call: Call, site: Site, store: Path) -> None:
    good, bad = site.url + "/feed", site.add("/bad", "", status=500)
    found = watch(call, bad, good, "--once", "--allow-private", on=store)
    assert found.code == 1 and "has a fault" in found.err and "in 15 minutes" in found.err
    assert "3 new articles" in found.err
    asked = site.paths().count("/bad")
    again = watch(call, bad, "--once", "--allow-private", on=store)
    assert "rests until" in again.err and site.paths().count("/bad") == asked
    watch(call, "add", bad, on=store)
    site.add("/bad", rss(site.url))
    assert watch(call, bad, "--once", "--allow-private", on=store).code == 0


def test_where_every_feed_fails(call: Call, site: Site, store: Path) -> None:
    found = watch(call, site.url + "/none", site.url + "/0", "--once", "--allow-private", on=store)
    assert found.code == 3 and "no such page" in found.err and "is a page, and no feed" in found.err


def test_an_article_that_cannot_be_read_is_tried_three_times(call: Call, site: Site, store: Path) -> None:
    feed = site.url + "/feed"
    site.add("/1", "", status=503)
    for _ in range(5):
        watch(call, feed, "--once", "--allow-private", on=store)
    assert [site.paths().count(f"/{number}") for number in range(3)] == [1, 3, 1]


def test_a_change_of_stance_is_shown_as_it_appears(call: Call, site: Site, store: Path) -> None:
    """A later article in which the other side is taken."""
    feed = site.url + "/feed"
    text = "<html><body><article><p>NATO Secretary General Jens Stoltenberg said on {day} that {said}.</p></article></body></html>"
    for number, said in enumerate(
        ("he supports NATO's open door", "he supports NATO's open door", "he opposes NATO's open door")
    ):
        site.add(f"/{number}", text.format(day=f"{number + 1} March 2023", said=said))
    site.add("/feed", rss(site.url).replace(f"{site.url}/2", "mailto:x"))
    quiet = watch(call, feed, "--once", "--allow-private", "-f", "jsonl", on=store)
    assert (quiet.code, quiet.out) == (0, "")
    site.add("/feed", rss(site.url))
    shown = watch(call, feed, "--once", "--allow-private", "-f", "jsonl", on=store)
    [event] = map(json.loads, shown.out.splitlines())
    assert (event["date"], event["actor"]) == ("2023-03-03", "NATO")
    assert (event["change"]["from"], event["change"]["to"]) == ("support", "oppose")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("feed.xml", "--once"), "no address of a feed"), (("https://a:b@example.org/", "--once"), "no address of a feed"),
     (("add", "file:///etc/passwd"), "no address of a feed"), (("--every", "soon"), "not a time to wait"),
     (("--every", "1s"), "not a time to wait"), (("--format", "csv"), "needs --once"), (("--nonsense",), "No such option")],
)  # fmt: skip
def test_wrong_usage(call: Call, store: Path, arguments: tuple[str, ...], words: str) -> None:
    found = watch(call, *arguments, on=store)
    assert (found.code, found.out) == (2, "") and words in found.err


def test_help_names_the_subcommands(call: Call) -> None:
    assert all(
        name in watch(call, "--help", on=Path("none")).out for name in ("run", "add", "list", "remove")
    )


def test_two_watchers_share_the_feeds(call: Call, site: Site, store: Path) -> None:
    """Of two that want to poll a feed at the same moment one does, and the other leaves it."""
    from positions import watch as polling
    from positions import web
    from positions.store import open_store, watched

    reach = web.Web(replace(door.Door(), allow_private=True))
    with open_store(str(store), create=True) as one, open_store(str(store)) as other:
        [feed] = watched.named(one, [site.url + "/feed"])
        assert watched.claim(other, feed, 60)
        assert polling.poll(one, feed, reach, 0, lambda: False) is None
        watched.polled(other, feed, watched.AT_ONCE)
        done = polling.poll(one, feed, reach, 900, lambda: False)
        assert done and len(done.kept) == 3
        assert polling.poll(other, feed, reach, 900, lambda: False) is None, (
            "not due before a quarter of an hour"
        )


def test_back_off_doubles_up_to_a_day() -> None:
    from positions.watch import back_off

    assert [back_off(failures, 0) for failures in range(4)] == [900, 1800, 3600, 7200]
    assert back_off(500, 900) == 86_400 and back_off(0, 3600) == 3600


def test_stopped_between_two_articles(call: Call, site: Site, store: Path) -> None:
    """The article at hand is kept, and the others are read the next time."""
    from positions import watch as polling
    from positions import web
    from positions.store import open_store, watched

    reach = web.Web(replace(door.Door(), allow_private=True))
    with open_store(str(store), create=True) as held:
        [feed] = watched.named(held, [site.url + "/feed"])
        done = polling.poll(held, feed, reach, 900, lambda: "/2" in site.paths())
        assert done and len(done.kept) == 1
        done = polling.poll(held, feed, reach, 900, lambda: False)
        assert done and len(done.kept) == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(site: Site, store: Path, number: signal.Signals) -> None:
    """While it waits for the next poll: at once, with all that was read kept, and exit code 0."""
    feed = site.url + "/feed"
    environment = os.environ | {"POSITIONS_DATABASE": str(store)}
    command = [sys.executable, "-m", "positions", "watch", feed, "--allow-private", "--most", "1"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        assert "1 new articles" in running.stderr.readline()
        running.send_signal(number)
        rest = running.stderr.read()
        assert running.wait(20) == 0
    assert "Traceback" not in rest
