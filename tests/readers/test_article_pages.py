"""Invented web pages: the article's text as a person reads it, and what the page says about it."""

from __future__ import annotations

import time

import pytest

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import read_bytes

FIRST = (
    "Two envoys met for three hours in the lakeside town on Wednesday and parted without a common paper, "
    "although both spoke of a useful exchange and promised to meet again before the end of the month."
)
SECOND = (
    "“We heard old words in a new order,” the spokeswoman of the smaller delegation told reporters at the "
    "ferry landing, and she added that her government would not sign a text that left the straits out."
)
THIRD = (
    "The larger delegation said in a statement that its proposals of last autumn stand, that it wants the "
    "straits open to all ships, and that it rejects any condition that ties the ports to other questions."
)
PARAGRAPHS = f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n<p>{THIRD}</p>"
NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
FOOTER = "<footer><p>© 2024 Harbour Courier. Published in the harbour since March 3, 1921.</p></footer>"
TITLE = "Envoys Part Without a Paper After Lakeside Talks"


def page(head: str = "", above: str = "", body: str = PARAGRAPHS, below: str = "") -> Document:
    """A page with the usual furniture around an article."""
    html = (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>{TITLE} - Harbour Courier</title>{head}</head>"
        f"<body>{NAV}<main><article>{above}{body}</article>{below}</main>{FOOTER}</body></html>"
    )
    return read_bytes(html.encode(), "page.html")


def dated(document: Document) -> tuple[str | None, str]:
    return document.published.iso if document.published else None, document.published_from


def ld(fields: str) -> str:
    return f'<script type="application/ld+json">{fields}</script>'


NEWS = """{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "%s",
 "datePublished": "2022-01-26T18:13:00-05:00", "dateModified": "2022-02-02T09:00:00Z",
 "author": [{"@type": "Person", "name": "Ada Quist"}, {"@type": "Person", "name": "Omar Feld"}],
 "publisher": {"@type": "Organization", "name": "Harbour Courier"},
 "mainEntityOfPage": {"@id": "https://courier.example/world/envoys"}}"""


def test_paragraphs_are_kept_and_furniture_is_not() -> None:
    """The text is the article's three paragraphs, a blank line between them."""
    assert page(above=f"<h1>{TITLE}</h1>").text.split("\n\n")[-3:] == [FIRST, SECOND, THIRD]
    assert "1921" not in page().text


def test_json_ld_tells_all() -> None:
    """JSON-LD of a news article gives title, authors, outlet, address and the day as written at the place."""
    document = page(ld(NEWS % TITLE))
    assert dated(document) == ("2022-01-26", "json-ld")
    assert (document.title, document.author) == (TITLE, "Ada Quist and Omar Feld")
    assert (document.outlet, document.url) == ("Harbour Courier", "https://courier.example/world/envoys")


def test_json_ld_in_a_graph_with_references() -> None:
    """Nodes that refer to each other by @id; the page's own date is not the article's."""
    graph = """{"@graph": [{"@type": "WebPage", "@id": "#page", "datePublished": "2019-05-05"},
      {"@type": "Person", "@id": "#ada", "name": "Ada Quist"},
      {"@type": ["Article", "Thing"], "headline": "H", "author": {"@id": "#ada"}, "datePublished": "2022-01-26"}]}"""
    document = page(ld(graph))
    assert dated(document) == ("2022-01-26", "json-ld")
    assert document.author == "Ada Quist"


def test_broken_json_ld_says_nothing() -> None:
    """A script that is no JSON is passed over, and OpenGraph speaks."""
    head = ld("{broken") + ld("[" * 100_000)
    head += "<meta property='article:published_time' content='2022-01-26T10:00:00Z'>"
    head += (
        "<meta property='og:site_name' content='Harbour Courier'><meta name='author' content='By Ada Quist'>"
    )
    document = page(head)
    assert dated(document) == ("2022-01-26", "og")
    assert (document.title, document.author, document.outlet) == (TITLE, "Ada Quist", "Harbour Courier")


def test_meta_tags_of_libraries_and_ministries() -> None:
    """Dublin Core, as ministries use it."""
    head = "<meta name='DC.date.issued' content='2022-01-26'><meta name='dcterms.publisher' content='Lake Ministry'>"
    document = page(head)
    assert dated(document) == ("2022-01-26", "meta")
    assert document.outlet == "Lake Ministry"


def test_a_page_that_was_moved_keeps_its_byline_date() -> None:
    """The markup carries the day of the move, the header today's date; the byline is the article's own."""
    head = ld('{"@type": "NewsArticle", "datePublished": "2024-07-20T00:00:00Z"}')
    above = f"<div>• July 20, 2024</div><h1>{TITLE}</h1><p>By Hanna Virtual | January 26, 2022</p>"
    document = page(head, above)
    assert dated(document) == ("2022-01-26", "byline")
    assert document.author == "Hanna Virtual"


def test_a_later_byline_date_does_not_beat_the_markup() -> None:
    """A line that says when the page was touched again is no publication."""
    head = ld('{"@type": "NewsArticle", "datePublished": "2022-01-26"}')
    assert dated(page(head, f"<h1>{TITLE}</h1><p>By Ada Quist | February 2, 2022</p>")) == (
        "2022-01-26",
        "json-ld",
    )


def test_a_page_without_markup_is_read_by_eye() -> None:
    """An old page: the title in h1, the byline below it, no meta tag at all."""
    document = page(
        above=f"<h1>{TITLE}</h1><div>By Ada Quist and Omar Feld</div><div>26 January 2022, 14:05 GMT</div>"
    )
    assert dated(document) == ("2022-01-26", "byline")
    assert document.author == "Ada Quist and Omar Feld"
    assert (document.title, document.outlet) == (TITLE, "Harbour Courier")


def test_a_time_that_reads_two_hours_ago() -> None:
    """What a person sees is no date, but the element carries one."""
    above = f"<h1>{TITLE}</h1><p>By Ada Quist</p><time datetime='2022-01-26T18:13Z'>2 hours ago</time>"
    assert dated(page(above=above)) == ("2022-01-26", "byline")


def test_related_stories_do_not_date_the_article() -> None:
    """Teasers below the article carry bylines and dates of their own."""
    below = "<section><h3>More</h3>" + "".join(
        f"<div><a href='/x{n}'>Another story of the harbour number {n}</a><p>By Otto Other | March {n}, 2023</p></div>"
        for n in range(1, 9)
    )
    document = page(above=f"<h1>{TITLE}</h1>", below=below + "</section>")
    assert dated(document) == (None, "")
    assert document.author == ""


def test_the_address_gives_the_day_where_nothing_else_does() -> None:
    """/2022/01/26/ in the canonical address is evidence, and named as such."""
    head = "<link rel='canonical' href='https://courier.example/2022/01/26/envoys-part/'>"
    assert dated(page(head)) == ("2022-01-26", "url")


def test_lists_quotations_and_line_breaks_keep_their_shape() -> None:
    """Each item is a paragraph; a line break stays one; block quotations are kept."""
    body = f"<h1>{TITLE}</h1><p>{FIRST}</p><ul><li>The straits stay open to ships of every flag.</li><li>{THIRD}</li></ul>"
    body += f"<blockquote><p>{SECOND}</p></blockquote><p>Done at the lake,<br>in two copies, each being equal to the other.</p>"
    parts = page(body=body).text.split("\n\n")
    assert "The straits stay open to ships of every flag." in parts
    assert {THIRD, SECOND} <= set(parts)
    assert parts[-1] == "Done at the lake,\nin two copies, each being equal to the other."


def test_an_article_that_is_a_table() -> None:
    """A page of the nineties, laid out in one table: its cells are the article."""
    html = f"<html><body><table><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table></body></html>"
    text = read_bytes(html.encode(), "old.htm").text
    assert FIRST in text
    assert SECOND in text


def test_a_fragment_as_feeds_have_it() -> None:
    """No html, no body: all of it is article, its lists included."""
    html = f"<p>Office of the Spokesperson</p>\n<p>{FIRST}</p><ul><li>{SECOND}</li><li>Ports stay open.</li></ul>"
    document = read_bytes(html.encode(), "https://ministry.example/2022/01/26/talks/")
    assert document.text.split("\n\n") == ["Office of the Spokesperson", FIRST, SECOND, "Ports stay open."]
    assert document.author == "Office of the Spokesperson"
    assert dated(document) == ("2022-01-26", "url")


def test_what_looks_like_markup_in_plain_text_is_text() -> None:
    """The kind is seen from the content: a text that mentions a tag is no page, whatever its name."""
    document = read_bytes(b"The minister wrote <p> by hand.\n", "note.html")
    assert (document.source.kind, document.text) == ("text", "The minister wrote <p> by hand.\n")
    assert (
        read_bytes(f"<!-- saved --><html><body>{PARAGRAPHS}</body></html>".encode(), "x.txt").source.kind
        == "html"
    )


def test_a_declared_charset_is_believed_where_it_fits() -> None:
    """A Russian ministry's page in windows-1251."""
    words = "Переговоры на озере завершились без общего документа, сообщили журналистам. " * 6
    html = f"<html><head><meta charset='windows-1251'></head><body><article><p>{words}</p></article></body></html>"
    document = read_bytes(html.encode("cp1251"), "ru.html")
    assert document.text == words.strip()
    assert (document.source.encoding, document.source.encoding_guessed) == ("cp1251", False)


EMPTY = f"<html><body>{NAV}<script>var a = 'text';</script></body></html>"
HOSTILE = {
    "deep nesting": "<html><body>" + "<div>" * 100_000 + PARAGRAPHS,
    "deep lists": "<html><body>" + "<ul><li>" * 20_000 + PARAGRAPHS,
    "nested tables": "<html><body>" + "<table><tr><td>" * 5_000 + PARAGRAPHS,
    "identical paragraphs": "<html><body><article>" + f"<p>{FIRST}</p>" * 20_000,
    "many paragraphs": "<html><body>" + "".join(f"<p>{n} {FIRST}</p>" for n in range(40_000)),
    "one long paragraph": "<html><body><p>" + FIRST * 40_000,
    "many attributes": "<html><body><p " + " ".join(f"a{n}='x'" for n in range(100_000)) + f">{FIRST}</p>",
    "open angle brackets": "<html><body>" + "<" * 2_000_000,
    "unclosed formatting": "<html><body>" + "<b><i><p>word " * 20_000,
    "many links": "<html><body><article>" + f"<p><a href='/'>{FIRST[:40]}</a></p>" * 10_000,
    "long script": "<html><body><script>" + "a<b;" * 1_000_000 + f"</script>{PARAGRAPHS}",
    "spaces": "<html><body><p>" + " " * 3_000_000 + f"{FIRST}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_ends_soon(name: str) -> None:
    """It ends in a document or in a refusal, within seconds."""
    started = time.monotonic()
    try:
        assert read_bytes(HOSTILE[name].encode(), "hostile.html").text.strip()
    except UnreadableSource as refusal:
        assert refusal.hint
    assert time.monotonic() - started < 8


def test_a_page_without_an_article_is_refused() -> None:
    """Navigation and scripts are no article; the sentence says so and the hint says what to do."""
    with pytest.raises(UnreadableSource, match="No article was found") as refusal:
        read_bytes(EMPTY.encode(), "empty.html")
    assert refusal.value.hint


def test_entities_are_not_fetched() -> None:
    """A page cannot make the program read a file of this computer."""
    html = f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>&x; {FIRST}</p></body></html>"
    assert "root:" not in read_bytes(html.encode(), "x.html").text
