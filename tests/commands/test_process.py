"""What a process owes its caller: exit codes, quiet pipes, any locale, a quick start."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from positions import __version__, cli

from .conftest import Call

Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--help",), 0), (("-h",), 0), (("--version",), 0), (("compare", "--help"), 0), ((), 2),
        (("nonsense",), 2), (("compare",), 2), (("compare", "NATO", "US", "--format", "xml"), 2),
        (("timeline",), 2),
        (("stances", "--act", "sing"), 2), (("export", "statements", "-f", "table"), 2), (("actors",), 2),
    ],
)  # fmt: skip
def test_usage(call: Call, arguments: tuple[str, ...], code: int) -> None:
    assert call(*arguments).code == code


def test_options_stand_before_and_behind(call: Call, database: Path) -> None:
    expected = call("compare", "NATO", "US", "-f", "csv").out
    assert call("compare", "-f", "csv", "NATO", "US").out == expected
    assert call("compare", "NATO", "US", f"--database={database}", "-f", "csv", on="/nowhere").out == expected


@pytest.mark.parametrize(
    "arguments",
    [("compare", "NATO", "US"), ("timeline", "US"), ("stances",), ("search", "door"), ("documents", "list"),
     ("compare", "NATO", "US", "--since", "2030")],
)  # fmt: skip
def test_an_empty_answer_says_why_and_is_no_error(
    call: Call, empty_database: Path, arguments: tuple[str, ...]
) -> None:
    found = call(*arguments, on=empty_database)
    assert (found.code, found.out) == (0, "")
    assert len(found.err.splitlines()) == 2, "why, and what to try"
    assert call(*arguments, "-f", "jsonl", on=empty_database).out == ""


@pytest.mark.parametrize("arguments", [("compare", "NATO", "US"), ("db", "upgrade"), ("export", "documents")])
def test_no_database(call: Call, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    text = tmp_path / "no.sqlite3"
    text.write_text("This is a text, and no database at all. " * 100)
    for place in (tmp_path / "absent" / "x.sqlite3", tmp_path, text):
        found = call(*arguments, on=place)
        assert found.code == 3 and found.out == "" and "Traceback" not in found.err


def test_the_unexpected_is_one_sentence(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret text of the article")

    monkeypatch.setattr("positions.store.read.codebook", fail)
    monkeypatch.delenv("POSITIONS_DEBUG", raising=False)
    found = call("compare", "NATO", "US")
    assert found.code == 3 and "RuntimeError" in found.err
    assert "secret" not in found.err and "Traceback" not in found.err
    monkeypatch.setenv("POSITIONS_DEBUG", "1")
    assert "Traceback" in call("compare", "NATO", "US").err


def test_a_password_is_never_shown(call: Call) -> None:
    found = call("compare", "a", "b", on="mysql://ada:geheim@host/db?password=geheim")
    assert found.code == 2 and "geheim" not in found.err


def test_a_closed_pipe_is_quiet(database: Path) -> None:
    """`positions export statements | head -c 1`, many times the size of the pipe's buffer."""
    script = (
        "import sys; from positions import cli; from positions.commands import streams, rows\n"
        "streams.prepare(); rows.statement = lambda record: {'text': 'x' * 200_000}\n"
        "sys.exit(cli.call(['export', 'statements']))"
    )
    environment = os.environ | {"POSITIONS_DATABASE": str(database)}
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout and running.stderr
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode in (0, 141)


def test_a_table_into_a_closed_pipe_is_quiet(database: Path) -> None:
    command = f"{sys.executable} -m positions compare NATO Russia --evidence | true; exit ${{PIPESTATUS[0]}}"
    environment = os.environ | {"POSITIONS_DATABASE": str(database)}
    found = subprocess.run(
        ["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert found.returncode in (0, 141) and found.stderr == b""


def test_a_full_disk_behind_the_output_is_one_sentence(database: Path) -> None:
    command = f"{sys.executable} -m positions export statements > /dev/full"
    environment = os.environ | {"POSITIONS_DATABASE": str(database)}
    found = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)
    assert (
        found.returncode == 3 and found.stderr == b"positions: The system refused: No space left on device.\n"
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
@pytest.mark.parametrize("how", ["table", "json", "csv", "md"])
def test_any_locale(process: Process, environment: dict[str, str], how: str) -> None:
    found = process("timeline", "text:hostile", "-f", how, environment=environment)
    assert (found.returncode, found.stderr) == (0, b"")
    assert process("compare", "NATO", "Rusia", environment=environment).returncode == 2


def test_signs_are_legible_in_ascii(process: Process) -> None:
    found = process("compare", "NATO", "Russia", environment={"PYTHONIOENCODING": "ascii"}).stdout.decode(
        "ascii"
    )
    assert "- opposes (implied)" in found and "+- mixed" in found


HEAVY = ("rich.table", "sqlalchemy", "sqlmodel", "spacy", "trafilatura", "pydantic", "alembic")


def imported(arguments: list[str], database: Path) -> set[str]:
    script = (
        "import sys; from positions import cli; import io\n"
        f"out, sys.stdout = sys.stdout, io.StringIO(); code = cli.call({arguments!r})\n"
        f"print(code, *[each for each in {HEAVY!r} if each in sys.modules], file=out)"
    )
    environment = os.environ | {"POSITIONS_DATABASE": str(database)}
    found = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    code, *names = found.stdout.split()
    assert code == "0"
    return set(names)


def test_help_and_version_import_nothing_heavy(database: Path) -> None:
    assert imported(["--help"], database) == set()
    assert imported(["--version"], database) == set()


@pytest.mark.parametrize("how", ["table", "json"])
def test_a_query_imports_nothing_heavy(database: Path, how: str) -> None:
    for arguments in (["compare", "NATO", "US"], ["timeline", "US"], ["search", "door"]):
        allowed = {"rich.table"} if how == "table" else set()
        assert imported([*arguments, "-f", how], database) <= allowed


def test_version(call: Call) -> None:
    assert call("--version").out == f"positions {__version__}\n"


def test_the_table_of_commands_tells_the_truth() -> None:
    """The first sentence of each command's own help is the one that `--help` shows."""
    for name, sentence in cli.COMMANDS.items():
        own = (cli.load(name).help or "").split("\n\n")[0]
        assert " ".join(own.split()) == sentence, name


def test_the_page_of_commands_is_up_to_date() -> None:
    script = Path(__file__).parents[2] / "docs" / "generate.py"
    found = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_colour_only_on_a_terminal_and_not_where_it_is_unwelcome(database: Path) -> None:
    """On a terminal of its own there is colour; NO_COLOR leaves at most weight."""
    assert b"\x1b[" in on_terminal(database, {})
    assert b"[32m" not in on_terminal(database, {"NO_COLOR": "1"})


def on_terminal(database: Path, environment: dict[str, str]) -> bytes:
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    with subprocess.Popen(
        [sys.executable, "-m", "positions", "compare", "NATO", "Russia"],
        env=clean | {"POSITIONS_DATABASE": str(database), "TERM": "xterm-256color"} | environment,
        stdout=theirs,
        stdin=theirs,
    ):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # the other end has closed
            pass
    os.close(ours)
    return shown
