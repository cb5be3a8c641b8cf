"""Where the database is, and how long to wait for it. A password is never shown.

`--database PATH|URL` is asked first, then the environment's POSITIONS_DATABASE, then one file in the
user's data directory. POSITIONS_WAIT says how many seconds to wait for a lock (30). POSITIONS_ACTORS names the
file of actors that the user added, POSITIONS_CODEBOOK the folder of disputes that the user added, and
POSITIONS_CACHE the folder in which fetched pages are kept for a while. POSITIONS_CODER is the name under which you
review and code. POSITIONS_CODING=rules leaves the learned coder out: then a rule of grammar stands behind every stance.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from positions.errors import UsageError
from positions.visible import sayable

DATABASE = "POSITIONS_DATABASE"
WAIT = "POSITIONS_WAIT"
ACTORS = "POSITIONS_ACTORS"
CODEBOOK = "POSITIONS_CODEBOOK"
CACHE = "POSITIONS_CACHE"
CODER = "POSITIONS_CODER"
CODING = "POSITIONS_CODING"
FILE_NAME = "positions.sqlite3"


@dataclass(frozen=True, slots=True)
class Location:
    """One database: a SQLite file (`path`) or a PostgreSQL server (`url`, password included)."""

    path: Path | None = None
    url: str = ""
    is_default: bool = False  # nobody named it, so its folder may be made

    @property
    def shown(self) -> str:
        """The form for messages, in which no password stands."""
        return hide(self.url) if self.path is None else str(self.path)

    @property
    def name(self) -> str:
        """The form for a page that goes to others: neither folders nor users nor passwords."""
        return self.path.name if self.path is not None else self.url.rpartition("/")[2].partition("?")[0]

    def __repr__(self) -> str:
        return f"Location({self.shown!r})"


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_POSTGRES = {"postgresql", "postgres", "postgresql+psycopg"}


def database(given: str | None = None) -> Location:
    """The database that was asked for. Raises `UsageError` where it is neither a path nor a URL we know."""
    named = given or os.environ.get(DATABASE)
    if not named:
        return Location(path=_data_folder() / FILE_NAME, is_default=True)
    scheme = _SCHEME.match(named)
    if scheme is None:
        return Location(path=Path(named).expanduser())
    if scheme[1] == "sqlite":
        return Location(path=_sqlite_path(named))
    if scheme[1] in _POSTGRES:
        return Location(url=_postgres_url(named, scheme.end()))
    raise UsageError(
        f"{hide(named)} is not a database that positions can use.",
        "Name a file, or an address as postgresql://user:password@host/name.",
    )


def actors() -> Path:
    """The file of actors that the user added; it need not exist."""
    named = os.environ.get(ACTORS)
    return Path(named).expanduser() if named else _data_folder() / "actors.toml"


def codebook() -> Path:
    """The folder of the disputes that the user added; it need not exist."""
    named = os.environ.get(CODEBOOK)
    return Path(named).expanduser() if named else _data_folder() / "codebook"


def cache() -> Path:
    """The folder of pages as they were last fetched; it need not exist, and may be deleted."""
    named = os.environ.get(CACHE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("positions", appauthor=False) / "pages"


def coder(given: str | None = None) -> str:
    """The name of the person who decides: given, else the environment's, else that of the system's user."""
    named = given if given is not None else os.environ.get(CODER) or _user()
    name = " ".join(sayable(named).split())
    if not 0 < len(name) <= 60:
        raise UsageError("A coder needs a name of at most 60 characters.", f"--coder NAME, or {CODER}=NAME")
    return name


def _user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # a user without a name, as in a container
        return ""


def learned() -> bool:
    """Is the learned coder asked where the rules find no side? Raises `UsageError` for a word that it does not know."""
    given = os.environ.get(CODING, "all")
    if given not in ("all", "rules"):
        raise UsageError(f"{CODING} must be all or rules.")
    return given == "all"


def wait() -> float:
    """Seconds to wait for a database that another process has locked."""
    given = os.environ.get(WAIT, "30")
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise UsageError(f"{WAIT} must be a number of seconds from 0 to 3600.")
    return seconds


# From the first colon of the user part to the LAST at-sign: nobody may have escaped one in the password.
_USER = re.compile(r"(?<=://)([^:/?#@]*):.*@", re.DOTALL)
_SECRET = re.compile(r"([?&][^=&#]*(?:pass|secret|token)[^=&#]*=)[^&#]*", re.IGNORECASE)


def hide(url: str) -> str:
    """The URL without its passwords, in the user part and in the query.

    >>> hide("postgresql://ada:p@ss@host/db?password=x&sslmode=require")
    'postgresql://ada:***@host/db?password=***&sslmode=require'
    """
    return _SECRET.sub(r"\1***", _USER.sub(r"\1:***@", url))


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("positions", appauthor=False)


def _sqlite_path(url: str) -> Path:
    """`sqlite:///relative` or `sqlite:////absolute`, as SQLAlchemy reads it."""
    path = url.removeprefix("sqlite:///")
    if path == url or not path:
        raise UsageError(f"{url} names no file.", "Write sqlite:///name or simply the path of the file.")
    return Path(path).expanduser()


def _postgres_url(url: str, authority: int) -> str:
    """The URL with the name of the driver. An unescaped at-sign would leak the password's tail as a host."""
    if re.split(r"[/?#]", url[authority:], maxsplit=1)[0].count("@") > 1:
        raise UsageError(
            f"The password in {hide(url)} holds an @ that is not escaped.", "Write %40 for each @ in it."
        )
    return "postgresql+psycopg://" + url[authority:]
