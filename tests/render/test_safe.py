"""What cannot be seen is shown, and no text of the store is taken for markup."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from positions.render.safe import LONGEST_NAME, Lines, name, on_one_line, visible
from positions.visible import line, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x1b]8;;http://evil\x07", "␛]8;;http://evil␇"),
        ("\u202eabc", "⟨U+202E⟩abc"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\x9b", "⟨U+009B⟩"),
        ("\x7f\x00", "␡␀"),
        ("\ud800", "⟨U+D800⟩"),
        ("one\ntwo", "one\ntwo"),
        ("naïve “quote” – ж 中", "naïve “quote” – ж 中"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_nothing_unseen_is_left_but_the_line_break(text: str) -> None:
    left = {unicodedata.category(each) for each in plain(text).replace("\n", "")}
    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    assert "\n" not in line(text)


@pytest.mark.parametrize(
    "text", ["[bold]x[/bold]", "X [/foo] Y", "[sic]", "[link=http://evil]l[/link]", ":bomb:"]
)
def test_markup_is_printed_as_it_stands(text: str) -> None:
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system="truecolor", width=80).print(visible(text))
    assert out.getvalue() == text + "\n"


def test_white_space_is_one_blank() -> None:
    assert on_one_line("a\n\n b\u2028c").plain == "a b c"


def test_a_name_has_an_end() -> None:
    assert len(name("x" * 1000).plain) == LONGEST_NAME


@given(st.text("ab —é漢", max_size=80), st.integers(2, 30), st.integers(1, 3))
def test_a_text_on_few_lines_keeps_to_them_and_says_where_it_was_cut(
    text: str, width: int, most: int
) -> None:
    console = Console(width=width, file=io.StringIO())
    whole = [each.plain.rstrip() for each in Text(text).wrap(console, width)]
    lines = console.render_lines(Lines(Text(text), most), pad=False)
    shown = ["".join(each.text for each in segments).rstrip() for segments in lines]
    assert len(shown) <= most and all(cell_len(each) <= width for each in shown)
    if len(whole) <= most:
        assert shown == whole
    else:
        assert shown[:-1] == whole[: most - 1] and shown[-1].endswith("…")
