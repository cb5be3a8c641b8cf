from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from positions import settings
from positions.errors import PositionsError, StoreError, UsageError
from positions.store import open_store

SECRET = "s3cr3t"


def test_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The option comes before the environment, and that before the user's data directory."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert settings.database().path == tmp_path / "positions" / "positions.sqlite3"
    monkeypatch.setenv(settings.DATABASE, "from-environment.db")
    assert settings.database().path == Path("from-environment.db")
    assert settings.database("given.db").path == Path("given.db")
    assert settings.database("sqlite:////abs/a.db").path == Path("/abs/a.db")
    assert settings.database("~/a.db").path == Path.home() / "a.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql(scheme: str) -> None:
    """Each usual way to write a PostgreSQL address means psycopg 3."""
    assert settings.database(f"{scheme}://host/db").url == "postgresql+psycopg://host/db"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ada:{SECRET}@host/db",
        f"postgresql://ada:{SECRET}@{SECRET}@host/db",
        f"postgresql://ada:{SECRET}/{SECRET}@host/db",
        f"postgresql://ada:{SECRET}?{SECRET}#{SECRET}@host:1/db",
        f"postgresql://host/db?password={SECRET}",
        f"postgresql://host/db?a=b&sslpassword={SECRET}&x=y",
        f"postgresql://:{SECRET}@host/db",
        f"mysql://ada:{SECRET}@host/db",
        f"postgresql://ada:{SECRET}@127.0.0.1:1/db",
        f"postgresql://ada:{SECRET}@127.0.0.1:99999/db?password={SECRET}",
        f"postgresql://ada:{SECRET}@no-such-host.invalid/db",
    ],
)
def test_no_password_is_shown(url: str) -> None:
    """Whatever is wrong with an address, no part of the password is ever shown."""
    with pytest.raises(PositionsError) as caught:
        open_store(url)
    shown = f"{caught.value!r} {caught.value.sentence} {caught.value.hint} {settings.hide(url)}"
    assert SECRET not in shown
    assert "\n" not in caught.value.sentence
    assert caught.value.__cause__ is None


def test_wrong_password(postgres: str) -> None:
    """A user whom the server does not know is told so in one sentence."""
    import re

    wrong = re.sub(r"//[^@]*@", f"//nobody:{SECRET}@", postgres)
    with pytest.raises(StoreError) as caught:
        open_store(wrong)
    assert SECRET not in caught.value.sentence + caught.value.hint


@pytest.mark.parametrize("seconds", ["x", "-1", "nan", "1e9"])
def test_wait(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait for a lock is a sensible number of seconds."""
    monkeypatch.setenv(settings.WAIT, seconds)
    with pytest.raises(UsageError):
        settings.wait()


def test_light_settings() -> None:
    """To ask where the database is costs no import of a database library."""
    script = (
        "import sys; from positions import settings; settings.database(); print('sqlalchemy' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
