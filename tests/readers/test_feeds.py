"""Lists of articles: RSS, Atom, JSON Feed and sitemaps, as outlets write them and as an enemy might."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.errors import UnreadableSource
from positions.readers import feeds

HERE = "https://news.example/feeds/world.xml"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>World &amp; more</title><link>https://news.example/</link>
<item><title>Older</title><link>/2022/older</link><pubDate>Mon, 31 Jan 2022 09:00:00 GMT</pubDate></item>
<item><title>Newer</title><link>https://news.example/newer</link><dc:creator>Ann Roe</dc:creator>
<pubDate>Mon, 31 Jan 2022 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The whole article.</p>]]></content:encoded></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Wire &lt;b&gt;service&lt;/b&gt;</title>
<entry><title>One</title><link rel="self" href="/api/1"/><link rel="alternate" href="/1"/><id>urn:1</id>
<published>2023-05-02T23:00:00-04:00</published><updated>2023-06-01T00:00:00Z</updated>
<author><name>Jo Doe</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text.</p></div></content></entry>
<entry><title>Two</title><link href="/2"/><id>urn:2</id><updated>2023-05-01T00:00:00Z</updated></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old style</title></channel>
<item rdf:about="y"><title>One</title><link>https://news.example/1</link><dc:date>2009-08-07</dc:date></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Letters",
        "items": [
            {"id": "1", "url": "/1", "title": "One", "content_html": "<p>Text.</p>", "date_published": "2024-02-03T01:00:00+03:00", "authors": [{"name": "A. B."}, {"name": "C. D."}]},
            {"id": "https://news.example/2", "content_text": "Text.", "author": {"name": "E. F."}},
            {"id": "not an address"}, "not an item", {"url": 7},
        ],
    }
)  # fmt: skip

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/plain</loc><lastmod>2024-03-05</lastmod></url>
<url><loc> https://news.example/news </loc><lastmod>2024-03-09T10:00:00Z</lastmod>
<image:image><image:loc>https://news.example/p.jpg</image:loc><image:title>A picture</image:title></image:image>
<news:news><news:publication><news:name>The Example</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-07T08:00:00+01:00</news:publication_date><news:title>Talks go on</news:title></news:news></url>
</urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>https://news.example/new.xml.gz</loc><lastmod>2024-01-01</lastmod></sitemap></sitemapindex>"""


def days(feed: feeds.Feed) -> list[str | None]:
    return [each.published.iso if each.published else None for each in feed.entries]


def test_rss() -> None:
    """The newest first; the day is that of the writer's calendar; the longest content counts."""
    found = feeds.read(RSS.encode(), HERE)
    newer, older = found.entries
    assert found.title == "World & more"
    assert (newer.title, newer.author, newer.content) == ("Newer", "Ann Roe", "<p>The whole article.</p>")
    assert (newer.url, older.url) == ("https://news.example/newer", "https://news.example/2022/older")
    assert days(found) == ["2022-01-31", "2022-01-31"]


def test_atom() -> None:
    """`published` goes before `updated`, the page before other links."""
    found = feeds.read(ATOM.encode(), HERE)
    assert [each.url for each in found.entries] == ["https://news.example/1", "https://news.example/2"]
    assert days(found) == ["2023-05-02", "2023-05-01"]
    assert (found.title, found.entries[0].author) == ("Wire service", "Jo Doe")
    assert "Text." in found.entries[0].content


def test_rdf_and_json() -> None:
    assert days(feeds.read(RDF.encode())) == ["2009-08-07"]
    found = feeds.read(JSON.encode(), HERE)
    assert [each.url for each in found.entries] == ["https://news.example/1", "https://news.example/2"]
    assert [each.author for each in found.entries] == ["A. B., C. D.", "E. F."]
    assert days(found) == ["2024-02-03", None] and found.title == "Letters"


def test_a_sitemap_dates_news_alone() -> None:
    """The day of the last change orders pages, and is nobody's day of publication."""
    news, plain = feeds.read(SITEMAP.encode()).entries
    assert (news.url, news.title, news.outlet) == ("https://news.example/news", "Talks go on", "The Example")
    assert news.published and news.published.iso == "2024-03-07"
    assert plain.published is None and plain.moment.startswith("2024-03-05")


def test_an_index_of_sitemaps() -> None:
    found = feeds.read(gzip.compress(INDEX.encode()), HERE)
    assert found.sitemaps == ("https://news.example/new.xml.gz", "https://news.example/old.xml")
    assert found.entries == ()


@pytest.mark.parametrize("text", [RSS, ATOM, RDF, JSON, SITEMAP, INDEX])
def test_feeds_are_known_by_their_content(text: str) -> None:
    forms = [text.encode(), b"\xef\xbb\xbf\n" + text.encode(), gzip.compress(text.encode())]
    if not text.startswith("{"):
        forms.append(text.replace("UTF-8", "UTF-16").encode("utf-16"))
    for data in forms:
        assert feeds.looks_like(data)
        assert feeds.read(data, HERE).title == feeds.read(text.encode(), HERE).title


@pytest.mark.parametrize(
    "data", [b"", b"{", b"<", b"<!DOCTYPE html><html><p>The rss feed", b"Dear all,\n<rss>", b"<?xml version='1.0'?>",
             b"<!-- <rss> --><html>", b"<!DOCTYPE rss", b"\x1f\x8b\x08\x00", b'{"version": "1", "items": []}', b"<rssx>",
             b"%PDF-1.4", b"<?xml", b"<!--"],
)  # fmt: skip
def test_what_is_no_feed(data: bytes) -> None:
    assert not feeds.looks_like(data)


def rss(title: str = "T", more: str = "") -> bytes:
    item = f"<item><title>{title}</title><link>https://news.example/1</link>{more}</item>"
    return f'<rss version="2.0"><channel><title>{title}</title>{item}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;Talks &lt;img src=x onerror=a()&gt; resume", "Talks resume"),
        ("<![CDATA[Talks <b>resume</b>]]>", "Talks resume"),
        ("Talks &amp;amp; tea", "Talks & tea"), ("caf&eacute;&nbsp;talks", "café talks"), ("&#27;[31mRed", "\ufffd[31mRed"),
        ("One\n\n   two", "One two"), ("x" * 5000, "x" * 500),
    ],
)  # fmt: skip
def test_titles_are_text(written: str, read: str) -> None:
    found = feeds.read(rss(written))
    assert (found.title, found.entries[0].title) == (read, read)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[", "", "/x"]
)
def test_entries_lead_to_the_web_or_are_left_out(link: str) -> None:
    data = rss().replace(b"https://news.example/1", link.encode())
    assert feeds.read(data).entries == ()


def test_a_feed_that_is_a_path_is_not_opened(tmp_path: Path) -> None:
    """feedparser opens what names a file, in bytes too. A feed is never a name."""
    path = tmp_path / "secret.xml"
    path.write_bytes(rss("secret"))
    for data in (str(path).encode(), path.as_uri().encode()):
        with pytest.raises(UnreadableSource, match="broken"):
            feeds.read(data)


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "subset", [f'<!ENTITY l0 "ha">{LAUGHS}', '<!ENTITY x SYSTEM "file:///etc/passwd">',
               '<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;', f'<!entity a "{"a" * 50_000}">'],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(subset: str, encoding: str) -> None:
    """Billion laughs, quadratic entities, files and addresses of others: in no encoding."""
    text = f"<!DOCTYPE rss [{subset}]>" + rss("&l9;&x;").decode()
    start = time.monotonic()
    with pytest.raises(UnreadableSource, match="defines entities"):
        feeds.read(text.encode(encoding))
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    "inside", ["<a>" * 100_000, "<a " * 50_000, "<![CDATA[" * 20_000, "&" * 100_000, "<!" * 50_000,
               "<a " + " ".join(f'b{n}=""' for n in range(20_000)) + "/>", "<link>x</link>" * 60_000,
               "<item/>" * 60_000, "&lt;b " * 30_000, "]]>" * 30_000],
)  # fmt: skip
def test_monsters_end_soon(inside: str) -> None:
    """With a result or a sentence: deep, crowded, broken."""
    start = time.monotonic()
    try:
        feeds.read(rss(more=inside))
    except UnreadableSource as refused:
        assert refused.sentence and refused.hint
    assert time.monotonic() - start < 15


def test_a_bomb_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="too large"):
        feeds.read(gzip.compress(rss(more=" " * 30_000_000)))
    with pytest.raises(UnreadableSource, match="too large"):
        feeds.read(rss(more="x" * 6_000_000))


@pytest.mark.parametrize(
    "data", [b"<", b"<rs", b"{", b"[]", b'{"version": "https://jsonfeed.org/version/1"}', b"[" * 100_000,
             b'{"items": 3}', b"<html><p>no feed</html>"],
)  # fmt: skip
def test_a_broken_feed_is_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        feeds.read(data)


def test_a_namespace_that_feedparser_falls_over() -> None:
    """A blank in its address: found by changing bytes at random."""
    with pytest.raises(UnreadableSource, match="broken"):
        feeds.read(RDF.replace('xmlns:rdf="', 'xmlns:rdf="h\u00a0').encode())


def test_a_sitemap_at_no_address() -> None:
    assert feeds.read(INDEX.replace("/old.xml", "http://[").encode(), HERE).sitemaps == (
        "https://news.example/new.xml.gz",
    )


@given(
    st.one_of(
        st.binary(max_size=300), st.sampled_from([RSS, ATOM, RDF, JSON, SITEMAP, INDEX]).map(str.encode)
    ),
    st.data(),
)
def test_any_bytes_are_a_feed_or_a_sentence(data: bytes, draw: st.DataObject) -> None:
    """A feed that was cut and changed anywhere."""
    cut = draw.draw(st.integers(0, len(data)))
    changed = data[:cut] + draw.draw(st.binary(max_size=9)) + data[cut + draw.draw(st.integers(0, 40)) :]
    feeds.looks_like(changed)
    try:
        found = feeds.read(changed, HERE)
    except UnreadableSource:
        return
    assert all(each.url.startswith(("http://", "https://")) for each in found.entries)


@pytest.mark.parametrize(
    ("written", "day"),
    [("2022-01-26", "2022-01-26"), ("2022-01-26T23:59:59Z", "2022-01-26"), ("Wed, 26 Jan 2022 23:59 EST", "2022-01-26"),
     ("26 Jan 2022", "2022-01-26"), ("2022-01-26 10:00:00", "2022-01-26"), ("9999-99-99", None), ("1066-10-14", None),
     ("soon", None), ("", None), ("0001-01-01T00:00:00+14:00", None), ("x" * 100_000, None)],
)  # fmt: skip
def test_days(written: str, day: str | None) -> None:
    assert days(feeds.read(rss(more=f"<pubDate>{written}</pubDate>"))) == [day]
