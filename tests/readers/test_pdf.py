"""PDF files: paragraphs as they were written, without what stands at the edges of pages."""

from __future__ import annotations

import pytest
from made import FIRST, PROSE, SECOND, THIRD, column, document, pdf, pdf_of, stacked

from positions.errors import UnreadableSource
from positions.readers import Limits
from positions.readers.papers import Line, Page, text

HEAD = (
    (72.0, 740.0, 18.0, "The alliance answers"),
    (72.0, 716.0, 11.0, "By Jane Roe"),
    (72.0, 702.0, 11.0, "March 3, 2023"),
)


def test_headline_byline_date_and_paragraphs() -> None:
    """The document's own date goes before that of the file."""
    data = pdf(
        [[*HEAD, *stacked(PROSE, 72, 660, 80)]], {"Title": "Layout 3.indd", "CreationDate": "D:20240101"}
    )
    found = document(data)
    assert found.text.split("\n\n") == ["The alliance answers", "By Jane Roe", "March 3, 2023", *PROSE]
    assert (found.title, found.author, found.source.kind) == ("The alliance answers", "Jane Roe", "pdf")
    assert found.published and (found.published.iso, found.published_from) == ("2023-03-03", "byline")


def test_what_the_file_says_of_itself_fills_gaps() -> None:
    """Its own title, author and day, where the text names none."""
    told = {"Title": "The alliance answers", "Author": "Jane Roe", "CreationDate": "D:20230303120000+01'00'"}
    found = document(pdf([stacked(PROSE, 72, 700, 80)], told))
    assert (found.title, found.author, found.published_from) == ("The alliance answers", "Jane Roe", "pdf")
    assert found.published and found.published.iso == "2023-03-03"


def test_headers_footers_and_page_numbers_go() -> None:
    """A sentence that runs over the page is one sentence."""
    edges = [
        [(72.0, 810.0, 9.0, "Ministry of Foreign Affairs"), (290.0, 30.0, 9.0, f"Page {n} of 3")]
        for n in (1, 2, 3)
    ]
    pages = [
        edges[0]
        + stacked([FIRST, "Nobody in the hall knew what the envoys had been told before the"], 72, 700, 80),
        edges[1] + stacked(["meeting, or by whom.", SECOND], 72, 700, 80),
        edges[2] + stacked([THIRD], 72, 700, 80),
    ]
    whole = "Nobody in the hall knew what the envoys had been told before the meeting, or by whom."
    assert document(pdf(pages)).text.split("\n\n") == [FIRST, whole, SECOND, THIRD]


def test_a_headline_that_every_page_repeats_stays_once() -> None:
    """In large type it is the headline, in small type at the edge it is none."""
    small = (72.0, 815.0, 8.0, "The alliance answers")
    one = [small, (72.0, 760.0, 20.0, "The alliance answers"), *stacked([FIRST], 72, 700, 80)]
    two = [small, *stacked([SECOND], 72, 700, 80)]
    for pages in ([one, two], [one]):
        assert document(pdf(pages)).text.split("\n\n")[:2] == ["The alliance answers", FIRST]


def test_what_a_browser_prints_at_the_edge_goes() -> None:
    edges = [(30.0, 820.0, 8.0, "3/4/23, 8:40 PM"), (30.0, 20.0, 8.0, "https://example.org/answers 1/1")]
    assert document(pdf([[*edges, *stacked(PROSE, 72, 700, 80)]])).text.split("\n\n") == [*PROSE]


def test_hyphens_at_the_ends_of_lines() -> None:
    """A word is put together; one that is spelled with its hyphen elsewhere keeps it."""
    lines = [
        "The well-known foreign minis-",
        "ter said that this well-",
        "known demand is no de-",
        "mand at all.",
    ]
    shown = [(72.0, 700.0 - 14 * n, 11.0, line) for n, line in enumerate(lines)]
    assert document(pdf([shown])).text == (
        "The well-known foreign minister said that this well-known demand is no demand at all."
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    """Also where the file draws them line by line, below one headline."""
    left, right = column(f"{FIRST} {SECOND}", 60, 740, 40), column(f"{THIRD} {FIRST}", 315, 740, 40)
    across = [each for pair in zip(left, right, strict=False) for each in pair]
    for body in (left + right, across + left[len(right) :] + right[len(left) :]):
        found = document(pdf([[(60.0, 780.0, 18.0, "The alliance answers"), *body]])).text
        assert found.split("\n\n") == ["The alliance answers", f"{FIRST} {SECOND}", f"{THIRD} {FIRST}"]


def test_speaker_turns_stay_apart() -> None:
    """Each turn is a paragraph of its own, also where no space is left between them."""
    turns = [
        "QUESTION: Will you return?",
        "MINISTER ROE: We will, if they do.",
        "QUESTION: When will that be?",
    ]
    shown = stacked([FIRST, *turns], 72, 700, 80, gap=0)
    assert document(pdf([shown])).text.split("\n\n") == [FIRST, *turns]


def test_kerned_letters_are_read_once() -> None:
    """Letters whose boxes overlap belong to one word: they are neither doubled nor parted."""
    objects = pdf([[]]).decode("latin-1")
    assert "Tj" not in objects
    data = pdf([[(72.0, 700.0, 12.0, "@")]]).decode("latin-1")
    kerned = data.replace("(@) Tj", "[(W) 90 (e) -10 ( ha) 5 (v) 40 (e answered T) 120 (uesday.)] TJ")
    assert document(_with_length(kerned)).text == "We have answered Tuesday."


def _with_length(file: str) -> bytes:
    """The file with its only stream's length set right."""
    start = file.index("stream\n") + 7
    size = file.index("\nendstream") - start
    head, _, rest = file.partition("/Length ")
    return f"{head}/Length {size} {rest.lstrip('0123456789').lstrip()}".encode("latin-1")


def test_an_empty_page_and_pictures_only() -> None:
    with pytest.raises(UnreadableSource, match="no text in this PDF file"):
        document(pdf([[], []]))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        pdf([stacked(PROSE, 72, 700, 80)])[:400],
        pdf_of(["<< /Type /Catalog /Pages 1 0 R >>"]),
        pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
        pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 99999999 >>"]),
    ],
    ids=["head only", "garbage", "cut", "its own pages", "a cycle", "a lying count"],
)
def test_broken_files_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        document(data)
    assert refusal.value.sentence.startswith("given: ") and refusal.value.hint


def test_scripts_in_a_file_are_not_run() -> None:
    """A script that would open an address is not even looked at."""
    script = "<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\);) >>"
    data = pdf([stacked(PROSE, 72, 700, 80)]).replace(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Catalog /Pages 2 0 R /OpenAction {script} >>".encode(),
    )
    assert document(data).text.split("\n\n") == [*PROSE]


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="larger than"):
        document(pdf([stacked(PROSE, 72, 700, 80)]), Limits(document=100))


def test_lines_without_a_place_make_no_trouble() -> None:
    """All at one point, of no height, or far outside the page."""
    for places in ((0.0, 0.0, 0.0, 0.0), (-1e6, 1e6, -1e6, 1e6), (5.0, 5.0, 4.0, 4.0)):
        lines = tuple(Line(*places, words) for words in ("One", "two.", "Three"))
        assert all("Three" in text([page]) for page in (Page(0, 0, lines), Page(595, 842, lines)))
