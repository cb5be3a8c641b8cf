"""Versions of an article, and copies of a report."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.model import Document, Manner, Side, Source, Stance
from positions.store import Store, copies, open_store, write
from positions.store.address import address
from store import wire
from store.store_samples import SAID, prepare, statement

COPIES = {"AGENCY": wire.AGENCY, "CUT": wire.CUT, "EDITED": wire.EDITED, "SHORT": wire.SHORT}
OTHERS = {"OTHER_REPORT": wire.OTHER_REPORT, "OTHER_STORY": wire.OTHER_STORY}


def of(text: str, url: str = "", name: str = "a.txt") -> Document:
    return Document(text, Source(name, "text", "utf-8"), url=url)


def keep(store: Store, run: int, text: str, url: str = "") -> str:
    return write.keep(store, of(text, url, f"{hash(text)}.txt"), [], run)


# --- addresses


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/talks",
        "http://www.example.org/news/talks/",
        "HTTPS://EXAMPLE.ORG:443/news/talks?utm_source=feed&fbclid=x#comments",
    ],
)
def test_one_address(url: str) -> None:
    """Scheme, www, a last slash, the fragment and the marks of a reader's way do not make another address."""
    assert address(url) == "example.org/news/talks"


@pytest.mark.parametrize(
    "url", ["", "a.txt", "https://example.org/", "http://[", "file:///a/b", "https://x:y/z"]
)
def test_no_address(url: str) -> None:
    """A file's name, a site's first page and what cannot be read are no article's address."""
    assert address(url) == ""


def test_other_article() -> None:
    """What is asked of a page names the article: another number is another one, another order is not."""
    assert (
        address("https://e.org/a?id=1&l=2")
        == address("https://e.org/a?l=2&id=1")
        != address("https://e.org/a?id=2&l=2")
    )


@given(st.text(max_size=60))
def test_any_text(url: str) -> None:
    """No text is too odd, and the one form of an address is the form of itself."""
    found = address(url)
    assert not found or address(f"https://{found}") == found


# --- copies


@pytest.mark.parametrize("pair", list(combinations(COPIES, 2)))
def test_copies(pair: tuple[str, str]) -> None:
    """One story under other headlines and bylines, cut and lightly edited, is one report; the look-up finds it."""
    one, other = (copies.shingles(COPIES[name]) for name in pair)
    assert copies.are_copies(one, other)
    assert set(copies.bands(one)) & set(copies.bands(other))


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("other", OTHERS)
def test_no_copies(copy: str, other: str) -> None:
    """Another reporter who quotes the same sentences, and another story of that day, are reports of their own."""
    assert not copies.are_copies(copies.shingles(COPIES[copy]), copies.shingles(OTHERS[other]))


def families(store: Store) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    for row in store.rows("SELECT id, family_id, text FROM document"):
        found.setdefault(row["family_id"] or -row["id"], set()).add(row["text"])
    return sorted(found.values(), key=len)


def test_family(location: str) -> None:
    """Copies become one family in whichever order they are kept."""
    run = prepare(location)
    with open_store(location) as store:
        for order in list(permutations([*COPIES.values(), wire.OTHER_REPORT]))[::17]:
            keys = [keep(store, run, text) for text in order]
            assert families(store) == [{wire.OTHER_REPORT}, set(COPIES.values())]
            write.forget(store, *keys)
        assert store.rows("SELECT count(*) AS n FROM document_band") == [{"n": 0}]


# --- versions


def chain(store: Store) -> dict[str, str | None]:
    sql = "SELECT d.key, n.key AS newer FROM document d LEFT JOIN document n ON n.id = d.superseded_by_id"
    return {row["key"]: row["newer"] for row in store.rows(sql)}


URL = "https://corvus.example/canal"
ONE, TWO, THREE = wire.AGENCY, wire.EDITED, wire.AGENCY + "\n\nUPDATE: The ministers left without a word."


def test_versions(location: str) -> None:
    """A changed article at its address is its next version; forgetting one leaves the others in their order."""
    run = prepare(location)
    with open_store(location) as store:
        one, two, three = (keep(store, run, text, URL) for text in (ONE, TWO, THREE))
        assert chain(store) == {one: two, two: three, three: None}
        assert write.at_address(store, f"{URL}/?utm_source=feed") == [three, two, one]
        assert write.replaced(store, three) == [two]
        write.forget(store, two)
        assert chain(store) == {one: three, three: None}
        write.forget(store, three)
        assert chain(store) == {one: None}


def test_small_change(prepared: tuple[str, int]) -> None:
    """A short text of which one word changed is a version too."""
    with open_store(prepared[0]) as store:
        one, two = (
            keep(store, prepared[1], f"Russia said it would {word}talk.", URL) for word in ("", "not ")
        )
        assert chain(store) == {one: two, two: None}


def test_a_page_that_shows_another_article(prepared: tuple[str, int]) -> None:
    """Another article at one address (a page of the latest news) takes nothing's place."""
    with open_store(prepared[0]) as store:
        one, two = (keep(store, prepared[1], text, URL) for text in (wire.AGENCY, wire.OTHER_STORY))
        assert chain(store) == {one: None, two: None}


def test_given_another_address(prepared: tuple[str, int]) -> None:
    """A document that gets another address leaves the versions of the old one and joins those of the new."""
    path, run = prepared
    with open_store(path) as store:
        one, two = (keep(store, run, text, URL) for text in (ONE, TWO))
        three = keep(store, run, THREE, "https://herald.example/canal")
        write.keep_anew(store, two, of(TWO, "https://herald.example/canal"), [], run)
        assert chain(store) == {one: None, two: three, three: None}


# --- statements that copies share


def report(store: Store, run: int, words: str, story: str, day: str = "2022-01-24", **changes: object) -> str:
    """Keep a story with one statement of Russia's in it. Returns the statement's fingerprint."""
    from positions.model import Attribution, Said, Span, When

    text = f"{story}\n\n{words}"
    span = Span(len(story) + 2, len(text))
    attribution = Attribution((span,), None, None, Manner.INDIRECT)
    plain = statement(f"{SAID} x Lavrov said", 0)
    said = replace(
        plain,
        attribution=attribution,
        span=span,
        text=words,
        said=Said(When(day), "day"),
        stances=(),
        **changes,  # type: ignore[arg-type]
    )
    key = write.keep(store, of(text, name=f"{len(text)}"), [said], run)
    sql = "SELECT s.fingerprint FROM statement s JOIN document d ON d.id = s.document_id WHERE d.key = :key"
    return str(store.rows(sql, {"key": key})[0]["fingerprint"])


SPOKEN = "Russia would close the strait to all foreign warships before the end of the month"


def test_touched_by_an_editor(location: str) -> None:
    """In copies of one report, a sentence that an editor touched is one statement, whatever day each gives."""
    run = prepare(location)
    with open_store(location) as store:
        first = report(store, run, SPOKEN, wire.AGENCY)
        edited = SPOKEN.replace("would", "will").replace("foreign warships", "foreign war ships")
        assert report(store, run, edited, wire.CUT, "2022-01-25") == first


@pytest.mark.parametrize(
    "words",
    [
        SPOKEN.replace("would", "would not"),
        SPOKEN.replace("all foreign warships", "12 foreign warships"),
        "Russia would open an embassy on the island as soon as the port was rebuilt",
    ],
)
def test_other_statements_of_a_copy(prepared: tuple[str, int], words: str) -> None:
    """A denial, another number and another sentence are other statements, in a copy too."""
    path, run = prepared
    with open_store(path) as store:
        first = report(store, run, SPOKEN.replace("all foreign", "3 foreign"), wire.AGENCY)
        assert report(store, run, words, wire.CUT) != first


def test_other_reports(prepared: tuple[str, int]) -> None:
    """Outside of a family nearly the same words are not the same statement: that would be a guess."""
    path, run = prepared
    with open_store(path) as store:
        first = report(store, run, SPOKEN, wire.AGENCY)
        assert report(store, run, SPOKEN.replace("would", "will"), wire.OTHER_STORY) != first
        assert report(store, run, SPOKEN + " now", wire.CUT, actors=()) != first


def test_read_anew(prepared: tuple[str, int]) -> None:
    """Read anew, the report that was first keeps the fingerprint that its copies took over."""
    path, run = prepared
    with open_store(path) as store:
        first = report(store, run, SPOKEN, wire.AGENCY)
        report(store, run, SPOKEN.replace("would", "will"), wire.CUT)
        text = f"{wire.AGENCY}\n\n{SPOKEN}"
        key = store.rows("SELECT key FROM document ORDER BY id")[0]["key"]
        plain = statement(f"{SAID} x Lavrov said", 0)
        from positions.model import Attribution, Span

        span = Span(len(text) - len(SPOKEN), len(text))
        said = replace(
            plain, attribution=Attribution((span,), None, None, Manner.INDIRECT), span=span, text=SPOKEN
        )
        write.keep_anew(store, key, of(text), [said], run)
        assert {row["fingerprint"] for row in store.rows("SELECT fingerprint FROM statement")} == {first}


# --- what persons decided


def stances(store: Store) -> list[tuple[str, str, str, str]]:
    sql = """SELECT s.key, p.slug, x.stance, x.status FROM stance x JOIN statement s ON s.id = x.statement_id
             JOIN position p ON p.id = x.position_id ORDER BY s.ordinal, p.slug, x.id"""
    return [(row["key"], row["slug"], row["stance"], row["status"]) for row in store.rows(sql)]


def test_verdicts_stay(location: str) -> None:
    """What persons decided stays where its statement does: the machine does not speak there again."""
    run = prepare(location)
    text = f"{SAID}, Lavrov said. Later {SAID} he said."
    first, second = text.index(SAID), text.rindex(SAID)
    support, oppose = (
        Stance("no-expansion", side, "RUS", 0.9, "rule") for side in (Side.SUPPORT, Side.OPPOSE)
    )
    other = Stance("open", Side.OPPOSE, "RUS", 0.9, "rule")
    with open_store(location) as store:
        key = write.keep(store, of(text), [statement(text, second, stances=(support, other))], run)
        with store.writing() as session:
            session.connection().exec_driver_sql(
                "UPDATE stance SET status = 'rejected' WHERE position_id IN"
                " (SELECT id FROM position WHERE slug = 'no-expansion')"
            )
        before = store.rows("SELECT id FROM statement")
        anew = [statement(text, at, stances=(oppose,)) for at in (first, second)]
        assert write.keep_anew(store, key, of(text), anew, run) == key
        assert before[0] in store.rows("SELECT id FROM statement WHERE ordinal = 2")
        assert stances(store) == [
            (f"{key}-1", "no-expansion", "oppose", "pending"),
            (f"{key}-2", "no-expansion", "support", "rejected"),
        ]
        write.keep_anew(store, key, of(text), anew[:1], run)
        assert stances(store) == [(f"{key}-1", "no-expansion", "oppose", "pending")]


def test_an_accepted_stance_is_no_gap(prepared: tuple[str, int]) -> None:
    """A statement on which a person accepted a stance is not uncoded, whatever the rules find today."""
    path, run = prepared
    text = f"{SAID}, Lavrov said."
    with open_store(path) as store:
        key = write.keep(store, of(text), [statement(text, 0)], run)
        with store.writing() as session:
            session.connection().exec_driver_sql("UPDATE stance SET status = 'accepted'")
        write.keep_anew(store, key, of(text), [statement(text, 0, stances=(), uncoded="no topic")], run)
        assert [each[3] for each in stances(store)] == ["accepted"]
        assert store.rows("SELECT uncoded FROM statement") == [{"uncoded": None}]
