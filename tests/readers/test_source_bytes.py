"""Bytes, files and folders: what is read, how it is decoded, and what is refused."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from positions.errors import UnreadableSource
from positions.model import Document, When
from positions.readers import Given, Limits, find, only, read, read_bytes
from positions.readers.facts import Facts
from positions.resources import seeds


def read_one(path: Path, given: Given = Given(), limits: Limits = Limits()) -> Document:
    return only(read(path, given, limits))


RUSSIAN = "Министр заявил, что переговоры на озере завершились без общего документа, сообщили журналистам."
ENGLISH = "“We heard old words,” the café owner said — in a new order."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    """With a byte order mark or, for Latin letters, without."""
    assert read_bytes(ENGLISH.encode(encoding), "x").text == ENGLISH


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "cp866"])
def test_russian_in_its_old_encodings(encoding: str) -> None:
    """The encoding is recorded, and whether it was guessed."""
    source = read_bytes(RUSSIAN.encode(encoding), "x")
    assert source.text == RUSSIAN
    assert source.source.encoding_guessed == (encoding != "utf-16")


def test_curly_quotation_marks_of_windows() -> None:
    """English in cp1252, whose few odd bytes are quotation marks and dashes."""
    document = read_bytes((ENGLISH + " And so on." * 20).encode("cp1252"), "x")
    assert document.text.startswith(ENGLISH)
    assert (document.source.encoding, document.source.encoding_guessed) == ("cp1252", True)


def test_damaged_utf8_stays_utf8() -> None:
    """One broken byte does not turn the whole text into another encoding."""
    document = read_bytes(RUSSIAN.encode() + b"\xff.", "x")
    assert document.text == RUSSIAN + "\ufffd."
    assert document.source.encoding_guessed


def test_controls_go_and_invisible_letters_stay() -> None:
    """NUL and ESC are removed, line ends become one kind, bidi and zero-width characters are kept."""
    assert read_bytes("a\x00b\x1b[31m c\r\nd\re\u202e\u200bf\tg\x85h".encode(), "x").text == (
        "ab[31m c\nd\ne\u202e\u200bf\tg\nh"
    )


def test_lone_surrogates_become_the_replacement_character() -> None:
    """As UTF-16 and careless UTF-8 can hold them."""
    assert read_bytes("Talks \ud800 end".encode("utf-16", "surrogatepass"), "x").text == "Talks \ufffd end"
    read_bytes("Talks \ud800 end".encode("utf-8", "surrogatepass"), "x").text.encode()


@pytest.mark.parametrize(
    "data", [b"", b" \n\t ", "\u200b\u2060\n".encode(), b"...\n---\n", b"\xef\xbb\xbf"], ids=repr
)
def test_no_text_is_no_document(data: bytes) -> None:
    """Nothing to read is refused, so that no ghost is stored."""
    with pytest.raises(UnreadableSource, match="no text") as refusal:
        read_bytes(data, "ghost.txt")
    assert "ghost.txt" in refusal.value.sentence
    assert refusal.value.hint


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n...",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        b"\x7fELF" + bytes(200),
        bytes(range(256)) * 20,
        bytes(5000),
    ],
    ids=["pdf", "zip", "png", "elf", "all bytes", "zeros"],
)
def test_binary_is_not_text(data: bytes) -> None:
    """It is refused by name or by its bytes."""
    with pytest.raises(UnreadableSource) as refusal:
        read_bytes(data, "x.txt")
    assert refusal.value.hint


def test_random_bytes_never_end_in_a_traceback() -> None:
    """Whatever the bytes: a document or a refusal."""
    for size in (1, 7, 64, 1000, 30_000):
        for _ in range(10):
            try:
                read_bytes(os.urandom(size), "noise").text.encode()
            except UnreadableSource:
                continue


def test_large_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    """A file of a terabyte (of holes) is refused at once."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    started = time.monotonic()
    with pytest.raises(UnreadableSource, match="larger than 10 MB"):
        read_one(path)
    assert time.monotonic() - started < 1
    path.write_text("twelve words")
    with pytest.raises(UnreadableSource, match="larger"):
        read_one(path, limits=Limits(document=5))


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    """A pipe, a socket, a device and a folder are refused at once: none of them is waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
        for path in (tmp_path / "pipe.txt", tmp_path / "socket.txt", Path("/dev/zero"), tmp_path):
            with pytest.raises(UnreadableSource, match="not a regular file"):
                read_one(path)
    with pytest.raises(UnreadableSource):
        read_one(Path("/proc/self/status"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """The reason is the system's own."""
    path = tmp_path / "secret.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(UnreadableSource, match="Permission denied"):
        read_one(path)


def test_missing_paths_are_shown_safely() -> None:
    """A path may hold escapes, odd bytes and NUL; the sentence holds none of them."""
    for name in ("no\x1b[2Jsuch", "no\udcffsuch", "no\x00such"):
        for action in (read_one, lambda p: find([p])):
            with pytest.raises(UnreadableSource) as refusal:
                action(Path(name))
            refusal.value.sentence.encode()
            assert refusal.value.sentence.isprintable()


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    """Articles by suffix, folders within folders; hidden files, sidecars and other files are passed over."""
    for name in (
        "b.txt",
        "a.HTML",
        "sub/c.md",
        ".hidden.txt",
        ".git/x.txt",
        "b.toml",
        "d.pdf",
        "z.htm",
        "e.text",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    named = tmp_path / "d.pdf"
    found = find([named, tmp_path, tmp_path / "b.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "d.pdf", "a.HTML", "b.txt", "e.text", "z.htm", "sub/c.md",
    ]  # fmt: skip


def test_the_seed() -> None:
    """The page header says July 20, 2024; the byline says January 26, 2022, and so does the sidecar."""
    path = seeds() / "cnsnews-2022-01-26.txt"
    by_sidecar, by_itself = read_one(path), read_bytes(path.read_bytes(), "copy.txt")
    for document in (by_sidecar, by_itself):
        assert document.title.startswith("Blinken: Paper Handed to Russia")
        assert (document.author, document.outlet) == ("Patrick Goodenough", "CNSNews.com")
        assert document.published == When("2022-01-26")
        assert document.text == path.read_text(encoding="utf-8")
    assert (by_sidecar.published_from, by_itself.published_from) == ("sidecar", "byline")


def test_the_caller_is_over_the_sidecar_and_the_sidecar_over_the_text(tmp_path: Path) -> None:
    """Each field comes from the strongest that gives it."""
    path = tmp_path / "talks.txt"
    path.write_text("Ministers to meet at the lake\nBy Ada Quist | January 26, 2022\n\nWords follow.\n")
    (tmp_path / "talks.toml").write_text(
        'outlet = "Harbour Courier"\npublished = "2022-01-27"\ntitle = "Side"\n'
    )
    document = read_one(path, Given(title="Given", url="https://courier.example/talks"))
    assert (document.title, document.outlet, document.author) == ("Given", "Harbour Courier", "Ada Quist")
    assert (document.published, document.published_from) == (When("2022-01-27"), "sidecar")
    assert document.url == "https://courier.example/talks"
    given = read_one(path, Given(published=When("2022-01")))
    assert (given.published, given.published_from) == (When("2022-01"), "given")


@pytest.mark.parametrize(
    "content",
    [
        "title = ",
        'publised = "2022-01-26"',
        'published = "26 January"',
        'published = "9999-99-99"',
        "title = 3",
        "\x00",
    ],
)
def test_a_broken_sidecar_stops_its_article(tmp_path: Path, content: str) -> None:
    """A correction that is misspelt must not be passed over in silence."""
    (tmp_path / "talks.txt").write_text("Ministers to meet at the lake\n")
    (tmp_path / "talks.toml").write_text(content)
    with pytest.raises(UnreadableSource, match="sidecar") as refusal:
        read_one(tmp_path / "talks.txt")
    assert refusal.value.hint


def test_facts_are_laid_over_each_other() -> None:
    """A stronger date takes its origin along; where it is silent the weaker one keeps its own."""
    weak = Facts(title="T", published=When("2022-01-26"), published_from="byline")
    assert Facts(title="S").over(weak) == Facts(
        title="S", published=When("2022-01-26"), published_from="byline"
    )


@pytest.mark.parametrize(
    "line",
    [
        *("(" * 100_000, "By " + "Ann Lee and " * 20_000, "1 " * 100_000, "Jan " * 50_000, "- " * 100_000),
        *("26.01." * 30_000, "A" * 300_000, "| " * 100_000, "Published " * 30_000, "Share on " * 30_000),
        *("\n".join("x" * 50_000), "May 1, " * 20_000, "<" * 100_000, "<!--" * 50_000, "/x" * 100_000),
    ],
    ids=lambda line: line[:12].strip() or "lines",
)
def test_no_line_takes_long(line: str) -> None:
    """Patterns are linear: a hundred kilobytes of anything are looked through in less than a second."""
    started = time.monotonic()
    read_bytes(line.encode() + b" word", "x")
    assert time.monotonic() - started < 1
