"""`positions report`: one page, the same each time, whose every number leads to a sentence."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from positions.records import Query
from positions.store import open_store
from positions.store.covered import coders, most_heard

from .conftest import Call
from .world import HOSTILE

MADE = ("--made", "2026-11-24")
VOID = {"meta", "br", "path", "line", "circle"}


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, and the text beside them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, "every element is closed where it was opened"

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, attribute: str) -> list[str]:
        return [value for _, given in self.elements if (value := given.get(attribute)) is not None]


def _section(page: str, key: str) -> str:
    """The words of one section; none holds another with a key."""
    start = page.index(f'<section id="{key}"')
    return Reader(page[start : page.index("</section>", start) + len("</section>")]).text


@pytest.fixture
def page(call: Call) -> str:
    found = call("report", "NATO", "Russia", "US", *MADE)
    assert found.code == 0, found.err
    return found.out


def test_the_page_says_where_each_stands_and_in_whose_words(page: str) -> None:
    text = Reader(page).text
    assert "Where NATO, Russia and United States stand" in text
    assert "NATO’s door remains open." in text and "Jens Stoltenberg for NATO" in text
    assert "supports" in text and "opposes" in text and "conditional" in text and "implied" in text
    assert "24 Nov 2026" in text and "world.sqlite3" in text
    assert "seed 20220126" in text, "the interval can be computed again"


def test_a_change_of_stance_stands_with_both_sentences(page: str) -> None:
    changed = _section(page, "changes")
    assert "Russia on risk reduction talks : + supports → − opposes" in changed
    assert "we are ready to talk" in changed and "We will not talk." in changed


def test_every_reference_leads_somewhere_and_no_name_is_given_twice(page: str) -> None:
    read = Reader(page)
    keys = read.all("id")
    assert len(keys) == len(set(keys))
    inside = [each[1:] for each in read.all("href") if each.startswith("#")]
    assert len(inside) > 50 and set(inside) <= set(keys)
    assert set(read.all("popovertarget")) <= set(keys)
    assert {name for each in read.all("aria-labelledby") for name in each.split()} <= set(keys)


def test_every_cell_with_a_stance_opens_its_quotations(page: str, call: Call) -> None:
    spoken = call("compare", "NATO", "Russia", "US", "-f", "jsonl").out.count('"n": ') - call(
        "compare", "NATO", "Russia", "US", "-f", "jsonl"
    ).out.count('"n": 0')
    assert len(re.findall(r'class="opener standing"', page)) == spoken > 5
    assert page.count('<ol class="quotes">') == spoken


def test_the_same_store_gives_the_same_bytes(call: Call, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    assert call("report", "NATO", "Russia", "US").out == page
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert call("report", "NATO", "Russia", "US").code == 2


def test_nothing_is_asked_of_any_server(page: str) -> None:
    read = Reader(page)
    policy = next(given["content"] for tag, given in read.elements if given.get("http-equiv")) or ""
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert not {"script", "img", "link", "iframe", "form", "base"} & {tag for tag, _ in read.elements}
    assert not read.all("src") and not read.all("style") and "url(" not in style and "@import" not in style
    assert not [name for _, given in read.elements for name in given if name.startswith("on")]


def test_a_hostile_text_is_only_ever_text(call: Call) -> None:
    found = call("report", "text:hostile", "NATO", "--title", "</title><script>alert(1)</script>", *MADE)
    assert found.code == 0
    read = Reader(found.out)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]", found.out
    )
    assert "script" not in {tag for tag, _ in read.elements} and "</script>" not in found.out
    assert "<script>" in read.text and "⟨U+202E⟩" in read.text, "it is shown as it stands"
    assert "javascript:" not in " ".join(read.all("href"))
    outside = [each for each in read.all("href") if not each.startswith("#")]
    assert outside and all(each.startswith("https://example.org/") for each in outside)
    assert HOSTILE.split()[0] in read.text


def test_the_filters_are_kept_and_said(call: Call) -> None:
    found = call("report", "NATO", "Russia", "--dispute", "arms control", "--since", "2022-02", *MADE)
    text = Reader(found.out).text
    assert "Arms control" in text and "2022-02" in text and "European security" not in text
    assert "supports → − opposes" in text, "a change counts where its second sentence is shown"


def test_a_date_before_the_filter_is_shown_where_a_change_needs_it(call: Call) -> None:
    text = Reader(call("report", "NATO", "Russia", "--since", "2022-02", *MADE).out).text
    assert "If the answer is constructive, we are ready to talk." in text


def test_without_names_the_most_heard_are_shown(call: Call, database: Path) -> None:
    text = Reader(call("report", *MADE).out).text
    assert "(those most heard)" in text
    with open_store(str(database)) as store:
        heard = most_heard(store, Query(), 8)
        assert set(heard[:3]) == {"NATO", "RUS", "USA"} and not [
            each for each in heard if each.startswith("person:")
        ]
        assert most_heard(store, Query(positions=("grain-corridor",)), 8) == ["text:hostile"]
        assert len(most_heard(store, Query(), 2)) == 2
        assert coders(store) == {"rules": "1"}


def test_a_file_is_written_whole_and_never_over_another(call: Call, tmp_path: Path, page: str) -> None:
    out = tmp_path / "report.html"
    found = call("report", "NATO", "Russia", "US", "-o", str(out), *MADE)
    assert (found.code, found.out) == (0, "") and str(out) in found.err
    assert out.read_text(encoding="utf-8") == page
    assert call("report", "NATO", "-o", str(out)).code == 2
    assert out.read_text(encoding="utf-8") == page
    out.write_text("old")
    assert call("report", "NATO", "Russia", "US", "-o", str(out), "--force", *MADE).code == 0
    assert out.read_text(encoding="utf-8") == page
    assert list(tmp_path.iterdir()) == [out], "nothing is left beside it"
    assert call("report", "-o", str(tmp_path)).code == 2
    assert call("report", "-o", str(tmp_path / "no" / "report.html")).code == 2


def test_an_empty_store_gives_a_sentence_and_no_page(
    call: Call, empty_database: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.html"
    found = call("report", "-o", str(out), on=empty_database)
    assert (found.code, found.out) == (0, "") and not out.exists()
    assert len(found.err.splitlines()) == 2 and "No page was written" in found.err
    assert call("report", "NATO", "Russia", "--since", "2031").out == ""


def test_one_actor_alone_is_no_report(call: Call) -> None:
    assert call("report", "NATO").code == 2
    found = call("report", "--dispute", "grain exports")
    assert (found.code, found.out) == (0, "") and "No page was written" in found.err


def test_a_statement_says_in_how_many_documents_it_is_reported(page: str, call: Call) -> None:
    found = json.loads(call("timeline", "NATO", "-f", "json").out)
    several = [each for each in found if each["reports"] == 2]
    assert several and "· in 2 reports" in Reader(page).text


def test_the_conditions_of_a_comparison_are_those_of_its_page(call: Call) -> None:
    """What `compare` leaves out under a condition, the page leaves out as well, and says so."""
    conditions = (
        "--as-of",
        "2022-01",
        "--direct",
        "--unconditional",
        "--confidence",
        "0.5",
        "--act",
        "demand",
    )
    page = Reader(call("report", "NATO", "Russia", *conditions, *MADE).out).text
    compared = json.loads(call("compare", "NATO", "Russia", *conditions, "-f", "json").out)
    labels = {each["label"] for each in compared["positions"]}
    every = {
        each["label"] for each in json.loads(call("compare", "NATO", "Russia", "-f", "json").out)["positions"]
    }
    assert labels and labels < every
    assert all(label in page for label in labels)
    assert "what is only implied and what holds only under a condition" in page and "0.5 or more" in page
