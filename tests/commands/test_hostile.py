"""A text of the store can be read on every screen and in every format, and can do nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from .conftest import Call
from .world import HOSTILE

UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
SCREENS = [
    ("compare", "text:hostile", "NATO", "--evidence"),
    ("timeline", "text:hostile"),
    ("profile", "text:hostile"),
    ("stances", "--by", "actor"),
    ("stances", "--position", "grain corridor"),
    ("search", "http evil"),
    ("show", "doc3-1"),
    ("explain", "doc3-1"),
    ("actors", "list"),
    ("documents", "list"),
    ("documents", "show", "doc3"),
    ("export", "statements"),
    ("export", "stances"),
    ("export", "documents"),
]
FORMATS = ["table", "json", "jsonl", "csv", "md"]


@pytest.mark.parametrize("how", FORMATS)
@pytest.mark.parametrize("arguments", SCREENS, ids=" ".join)
def test_no_control_character_leaves_any_command(call: Call, arguments: tuple[str, ...], how: str) -> None:
    if arguments[0] == "export" and how == "table":
        return
    found = call(*arguments, "--format", how)
    assert found.code == 0, found.err
    assert not UNSEEN.search(found.out + found.err)
    assert "💣" not in found.out
    assert ":bomb:" in found.out or arguments[0] == "explain", "an explanation may have nothing to say of it"


@pytest.mark.parametrize("how", ["json", "jsonl"])
def test_json_holds_the_text_as_it_is(call: Call, how: str) -> None:
    found = json.loads(call("timeline", "text:hostile", "--format", how).out)
    assert (found if how == "jsonl" else found[0])["text"] == HOSTILE


def test_csv_defuses_the_formula_unless_raw(call: Call) -> None:
    assert ",'=cmd()" in call("timeline", "text:hostile", "-f", "csv").out
    assert ',"=cmd()' in call("timeline", "text:hostile", "-f", "csv", "--raw").out


def test_markup_is_printed_as_it_stands(call: Call) -> None:
    shown = call("show", "doc3-1").out
    assert "[bold]b[/x]" in shown and "[link=http://evil]" in " ".join(shown.split())


@pytest.mark.parametrize("word", ["\x1b[31mred", "[/x]", "\u202eenil", "a\nb", "\udcff"])
def test_errors_repeat_no_control_character(call: Call, word: str) -> None:
    for arguments in (
        ("timeline", word),
        ("show", word),
        ("stances", f"--{word}"),
        (word,),
        ("compare", "a", word),
    ):
        found = call(*arguments)
        assert found.code == 2 and not UNSEEN.search(found.err)
        assert len(found.err.splitlines()) <= 2
    assert not UNSEEN.search(call("db", "where", on=f"/nowhere/{word}").err)


def test_no_escape_in_a_pipe(process: Callable[..., CompletedProcess[bytes]]) -> None:
    for arguments in (("compare", "NATO", "Russia"), ("timeline", "Russia"), ("--help",)):
        assert b"\x1b" not in process(*arguments).stdout
