"""Files that were made to break their reader: one sentence each, soon, and what follows them is read."""

from __future__ import annotations

import io
import os
import signal
import time
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from made import ARTICLE, document, faults, page, pdf_of, zipped

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import Limits, fence, find, from_bytes, read

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def office(body: str, before: str = "") -> bytes:
    """An office text with this body, as XML."""
    plain = io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    whole = f'{before}<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    return zipped(members | {"word/document.xml": whole.encode()})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def flate_bomb() -> bytes:
    """A page of hundreds of megabytes, in one."""
    packed = zlib.compress(b"BT /F1 12 Tf 72 700 Td (A) Tj ET\n" * 12_000_000, 9).decode("latin-1")
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    return pdf_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            page,
            f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream",
        ]
    )


SLOW = office(paragraph("x") * 400_000)  # packed small; it takes seconds to be parsed
REFUSED = {
    "an office text of many paragraphs": SLOW,
    "one that unpacks to much": zipped({"word/document.xml": bytes(120_000_000)}),
    "one of endless depth": office(
        "<w:tbl><w:tr><w:tc>" * 3_000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 3_000
    ),
    "entities of entities in an office text": office(paragraph("&a9;"), f"<!DOCTYPE d [{LAUGHS}]>"),
    "broken XML": office("<w:p><w:r>"),
    "entities of entities in a feed": (
        f'<?xml version="1.0"?><!DOCTYPE d [{LAUGHS}]><rss version="2.0"><channel><title>&a9;</title></channel></rss>'
    ).encode(),
    "a PDF page that unpacks to much": flate_bomb(),
    "a hundred thousand lists": b"[" * 3_000_000,
    "a hundred thousand objects": b'{"a":' * 300_000,
    "a letter of letters": b"MIME-Version: 1.0\nFrom: a@b.c\n"
    + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000)),
    "an old office document": b"\xd0\xcf\x11\xe0" + bytes(4_000),
    "a database": b"SQLite format 3\x00" + bytes(4_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(name: str) -> None:
    """It names the source, and what can be done."""
    [fault] = list(from_bytes(REFUSED[name], "given", limits=Limits(seconds=30)))
    assert isinstance(fault, UnreadableSource)
    assert fault.sentence.startswith("given") and "\n" not in fault.sentence and fault.hint


def test_what_is_outside_a_document_is_never_read() -> None:
    """An entity that names a file of this machine gives nothing of it."""
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert document(office(paragraph("The envoy said so: &x;"), outside)).text == "The envoy said so:"
    feed = f'<?xml version="1.0"?>{outside}<rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'
    assert "entities" in faults(feed.encode())[0]


def test_what_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    """Also within one archive: the reader begins anew behind what it broke on."""
    document(page())
    packed = zipped({"a.docx": SLOW, "b.html": page(title="The next one")})
    fault, found = list(from_bytes(packed, "given", limits=Limits(seconds=1)))
    assert isinstance(fault, UnreadableSource)
    assert fault.sentence == "given/a.docx: it took more than 1 seconds to read."
    assert isinstance(found, Document) and found.title == "The next one"


def test_what_needs_too_much_memory_is_given_up_and_the_next_is_read() -> None:
    packed = zipped({"a.pdf": flate_bomb(), "b.html": page(title="The next one")})
    fault, found = list(from_bytes(packed, "given", limits=Limits(memory=700_000_000, ratio=9_999)))
    assert isinstance(fault, UnreadableSource) and "given/a.pdf: " in fault.sentence
    assert "more than 700 MB of memory" in fault.sentence
    assert isinstance(found, Document) and found.title == "The next one"


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that neither works nor ends is not waited for."""
    monkeypatch.setattr(fence, "_START", 0.5)
    document(page())
    os.kill(fence._children[0]._process.pid, signal.SIGSTOP)
    started = time.monotonic()
    [fault] = list(from_bytes(page(), "given", limits=Limits(seconds=1)))
    assert isinstance(fault, UnreadableSource) and "it took more than" in fault.sentence
    monkeypatch.undo()
    assert document(page()).title == "The alliance answers"
    assert time.monotonic() - started < 60  # far below its own 120 seconds


def test_a_reader_that_does_not_listen_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that is larger than a pipe holds is not pressed into it for ever."""
    monkeypatch.setattr(fence, "_START", 0.5)
    document(page())
    os.kill(fence._children[0]._process.pid, signal.SIGSTOP)
    [fault] = list(from_bytes(page() + b" " * 3_000_000, "given", limits=Limits(seconds=1)))
    assert isinstance(fault, UnreadableSource) and "does not listen" in fault.sentence


def test_a_reader_that_was_killed_is_replaced() -> None:
    document(page())
    child = fence._children[0]._process
    child.kill()
    child.wait()
    assert document(page()).title == "The alliance answers"


def test_nobody_wants_the_rest() -> None:
    """Who stops in the middle of an archive leaves no reader that goes on with it."""
    packed = zipped({f"{n}.html": page(title=f"Answer {n}") for n in range(5)})
    found = from_bytes(packed, "given")
    first = next(found)
    found.close()  # type: ignore[attr-defined]
    assert isinstance(first, Document) and not fence._children
    assert document(page()).title == "The alliance answers"


def test_in_a_folder_only_files_are_read(tmp_path: Path) -> None:
    """Neither links nor pipes nor what is hidden; a file of no known name is passed over."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / ".hidden.txt").write_text(ARTICLE)
    (tmp_path / "program.exe").write_bytes(b"MZ")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "round").symlink_to(tmp_path)
    (tmp_path / "deep" / "b.html").write_bytes(page())
    (tmp_path / "b_files").mkdir()
    (tmp_path / "b.html").write_bytes(page())
    (tmp_path / "b_files" / "frame.html").write_bytes(page())
    names = [file.relative_to(tmp_path).as_posix() for file in find([tmp_path])]
    assert names == ["a.txt", "b.html", "deep/b.html"]
    os.mkfifo(tmp_path / "pipe.txt")
    piped = [each for file in find([tmp_path]) for each in read(file) if isinstance(each, UnreadableSource)]
    assert [each.sentence for each in piped] == [f"{tmp_path / 'pipe.txt'} is not a regular file."]


def test_a_pattern_that_the_shell_has_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE)
    assert [file.name for file in find([tmp_path / "*.txt"])] == ["a.txt", "b.txt"]
    assert [file.name for file in find([tmp_path / "**" / "*.txt"])] == ["a.txt", "b.txt", "c.txt"]
    with pytest.raises(UnreadableSource, match="does not exist"):
        find([tmp_path / "*.pdf"])
