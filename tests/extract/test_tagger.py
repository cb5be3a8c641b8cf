"""The learned tagger: what it reads, that its files are the shipped ones, and that it is steady."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from positions import resources, weights
from positions.errors import BrokenData
from positions.extract import attributions, layout, pieces
from positions.extract.engine import READ
from positions.extract.quotes import quotes

TEXT = (
    "Ferry workers walk out\n\n"
    "“We have had enough,” said the union’s president, Óscar Lindqvist, who told reporters that\xa0talks had failed.\n\n"
    + "The operator said it would run buses on Sunday and hoped that the port would open again. "
    * 60
)


def _windows(text: str, first: int = pieces.WINDOW) -> list[pieces.Window]:
    blocks = [b for b in layout.blocks(text) if b.kind in READ]
    marks = quotes(text, [b.said for b in blocks])
    return list(pieces.windows(weights.tokenizer(), text, blocks, marks, first))


@pytest.mark.parametrize("first", [pieces.WINDOW, 100])
def test_windows_hold_each_word_once(first: int) -> None:
    """Windows are no longer than allowed, and without their contexts they are the text, in order."""
    found = _windows(TEXT, first)
    assert len(found) > 2
    assert all(len(w.pieces) + 2 <= pieces.WINDOW for w in found)
    read = [p for w in found for p in w.pieces[w.context :] if not p.opens]
    assert [p.span.start for p in read] == sorted({p.span.start for p in read})
    words = "".join(p.span.of(TEXT) for p in read)
    assert words == "".join(TEXT.split())


def test_a_window_begins_with_what_stands_before_it() -> None:
    """The context of a window is the end of the one before."""
    first, second, *_ = _windows(TEXT)
    assert second.context == pieces.CONTEXT
    assert second.pieces[: second.context] == first.pieces[-second.context :]


def test_marks_tell_capitals_and_quotations() -> None:
    """What the vocabulary does not hold: how a word is written, and whether it is quoted."""
    marks = {p.span.of(TEXT): p.mark for p in _windows(TEXT)[0].pieces if not p.opens}
    assert marks["We"] != marks["Ferry"]  # both with a capital, one of them inside a quotation
    assert marks["enough"] != marks["reporters"]


def test_a_changed_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not the shipped one is never run."""
    shutil.copytree(resources.data("tagger"), tmp_path / "tagger")
    with (tmp_path / "tagger" / "tokenizer.json").open("ab") as file:
        file.write(b" ")
    monkeypatch.setattr(resources, "data", tmp_path.joinpath)
    with pytest.raises(BrokenData, match="not the file that was shipped"):
        weights._checked("tagger", "tokenizer.json")
    (tmp_path / "tagger" / "tagger.onnx").unlink()
    with pytest.raises(BrokenData, match="missing"):
        weights._checked("tagger", "tagger.onnx")


def test_a_text_is_always_read_alike() -> None:
    """The same text gives the same attributions, to the last digit of their sureness."""
    assert attributions(TEXT) == attributions(TEXT)


def test_nothing_to_read() -> None:
    """An empty text, or one of furniture only, has no attributions."""
    assert attributions("") == ()
    assert attributions("Share on:\n\nBy Jane Roe") == ()
