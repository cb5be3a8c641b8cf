"""Call the program as its user does: in this process for speed, in another where the process matters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands import world
from positions import cli


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Call = Callable[..., Outcome]


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.make(tmp_path_factory.mktemp("world") / "world.sqlite3")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.make(tmp_path_factory.mktemp("world") / "empty.sqlite3", empty=True)


@pytest.fixture
def call(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run one command line on the invented world, in a pipe of 80 columns."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments: str, on: Path | str = database) -> Outcome:
        capsys.readouterr()
        code = cli.call(["--database", str(on), *arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def process(database: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run one command line in a process of its own, with this environment added."""

    def run(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
        clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
        return subprocess.run(
            [sys.executable, "-m", "positions", *arguments],
            env=clean | {"POSITIONS_DATABASE": str(database)} | (environment or {}),
            capture_output=True,
            timeout=60,
            check=False,
        )

    return run
