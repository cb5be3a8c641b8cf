from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from positions import settings
from store.store_samples import prepare


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.WAIT, "20")
    monkeypatch.delenv(settings.DATABASE, raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where no database is yet."""
    return tmp_path / "positions.sqlite3"


@pytest.fixture
def prepared(path: Path) -> tuple[str, int]:
    """A SQLite database with a codebook and a run."""
    return str(path), prepare(str(path))


@pytest.fixture
def postgres() -> Iterator[str]:
    """The URL of an empty schema on the server that POSITIONS_TEST_POSTGRES names."""
    server = os.environ.get("POSITIONS_TEST_POSTGRES")
    if not server:
        pytest.skip("POSITIONS_TEST_POSTGRES names no server")
    import psycopg

    schema = f"test_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        yield f"{server}?options={quote(f'-csearch_path={schema}')}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, path: Path) -> str:
    """Where no database is yet, on each kind of store."""
    return str(path) if request.param == "sqlite" else str(request.getfixturevalue("postgres"))
