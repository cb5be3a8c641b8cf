"""Discourse Network Analyzer's files (`.dna`, versions 2 and 3): SQLite databases of coded documents.

Its person is the speaker, its organization the actor, its concept the position, and its boolean (agreement)
the stance. The file is opened to read only, and is not trusted: neither its tables nor what stands in them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from positions.errors import UnreadableSource
from positions.imports import Imported, Item, Refused
from positions.records import DocumentRecord, Named, StanceRecord, StatementRecord

TABLES = {
    "DOCUMENTS", "STATEMENTS", "VARIABLES", "ENTITIES", "DATASHORTTEXT", "DATABOOLEAN", "CODERS",
}  # fmt: skip
NAMES = {
    "speaker": ("person", "speaker"),
    "actor": ("organization", "organisation", "actor"),
    "position": ("concept", "position", "claim", "belief"),
}
_HINT = "positions import reads the .dna files of Discourse Network Analyzer, versions 2 and 3."
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Variables:
    """The ids of the variables that make a statement, in the one type of statement that has them."""

    type: int
    speaker: int
    actor: int
    position: int
    agreement: int


def read(path: Path) -> Iterator[Item]:
    """Every document with its statements; a statement that cannot be one is a `Refused`.

    Raises `UnreadableSource` where the file is no such database, is damaged, or has no statements with a
    person or an organization, a concept and a boolean.
    """
    with _opened(path) as file:
        variables = _variables(path, file)
        for document in file.execute("SELECT * FROM DOCUMENTS ORDER BY ID"):
            yield from _document(path, file, variables, document)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise UnreadableSource(f"{path} is not a file.", _HINT)
    try:
        address = f"file:{quote(str(path.absolute()))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as file:
            file.row_factory = sqlite3.Row
            file.text_factory = lambda text: text.decode("utf-8", "replace").replace("\0", "\ufffd")
            for pragma in ("query_only = ON", "trusted_schema = OFF"):
                file.execute(f"PRAGMA {pragma}")
            _check(path, file)
            yield file
    except sqlite3.OperationalError as fault:
        raise UnreadableSource(f"{path.name} cannot be read as a file of DNA: {fault}.", _HINT) from None
    except sqlite3.DatabaseError:
        raise UnreadableSource(f"{path.name} is no database, or is damaged.", _HINT) from None


def _check(path: Path, file: sqlite3.Connection) -> None:
    """All tables are there, as tables: a view could run for ever."""
    there = {name.upper() for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := sorted(TABLES - there):
        raise UnreadableSource(f"{path.name} is no file of DNA: it has no table {missing[0]}.", _HINT)


def _variables(path: Path, file: sqlite3.Connection) -> _Variables:
    found: dict[int, dict[str, int]] = {}
    for each in file.execute("SELECT ID, Variable, DataType, StatementTypeId FROM VARIABLES ORDER BY ID"):
        its = found.setdefault(each["StatementTypeId"], {})
        named = str(each["Variable"]).strip().lower()
        role = "agreement" if each["DataType"] == "boolean" else _role(named, each["DataType"])
        if role:
            its.setdefault(role, each["ID"])
    for number, its in found.items():
        if {"position", "agreement"} <= its.keys() and {"speaker", "actor"} & its.keys():
            return _Variables(
                number, its.get("speaker", -1), its.get("actor", -1), its["position"], its["agreement"]
            )
    raise UnreadableSource(
        f"{path.name} has no statements with a concept and a boolean.",
        "They need the variables person or organization, concept, and one that is boolean.",
    )


def _role(name: str, kind: object) -> str:
    return next((role for role, names in NAMES.items() if kind == "short text" and name in names), "")


# --- a document ------------------------------------------------------------------------------


def _document(path: Path, file: sqlite3.Connection, variables: _Variables, row: Row) -> Iterator[Item]:
    text = str(row["Text"] or "")
    told: list[StatementRecord] = []
    document = DocumentRecord(
        id=f"dna-{row['ID']}",
        title=str(row["Title"] or ""),
        author=str(row["Author"] or ""),
        outlet=str(row["Source"] or ""),
        url="",
        published=_day(row["Date"]),
        published_from="Discourse Network Analyzer",
        language="en",
        text=text,
        sources=(f"{path.name}#{row['ID']}",),
        statements=0,
    )
    for each in _coded(file, variables, row["ID"]):
        found = _statement(document, each)
        if isinstance(found, Refused):
            yield found
        else:
            told.append(found)
    yield Imported(document, tuple(told))


def _day(seconds: object) -> str | None:
    """DNA counts the seconds of its dates in UTC; what is no day of 1900 to 2100 is none."""
    try:
        day = datetime.fromtimestamp(int(str(seconds)), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day.isoformat() if 1900 <= day.year <= 2100 else None


def _coded(file: sqlite3.Connection, variables: _Variables, document: object) -> Iterator[Row]:
    """The statements of a document in the order of its text."""
    sql = """
        SELECT s.ID AS id, s.Start AS start, s.Stop AS stop, c.Name AS coder, person.Value AS speaker,
               organization.Value AS actor, concept.Value AS position, b.Value AS agreement
        FROM STATEMENTS s LEFT JOIN CODERS c ON c.ID = s.Coder
             LEFT JOIN DATASHORTTEXT p ON p.StatementId = s.ID AND p.VariableId = :speaker
             LEFT JOIN ENTITIES person ON person.ID = p.Entity
             LEFT JOIN DATASHORTTEXT o ON o.StatementId = s.ID AND o.VariableId = :actor
             LEFT JOIN ENTITIES organization ON organization.ID = o.Entity
             LEFT JOIN DATASHORTTEXT k ON k.StatementId = s.ID AND k.VariableId = :position
             LEFT JOIN ENTITIES concept ON concept.ID = k.Entity
             LEFT JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = :agreement
        WHERE s.DocumentId = :document AND s.StatementTypeId = :type ORDER BY s.Start, s.ID"""
    given = {name: getattr(variables, name) for name in _Variables.__slots__}
    yield from file.execute(sql, given | {"document": document})


# --- a statement -----------------------------------------------------------------------------


def _statement(document: DocumentRecord, row: Row) -> StatementRecord | Refused:
    who, actor, position = (str(row[name] or "").strip() for name in ("speaker", "actor", "position"))
    place = _place(document.text, row["start"], row["stop"])
    if not place or not document.text[slice(*place)].strip():
        return Refused(0, f"Statement {row['id']} of {document.id} lies outside its text.")
    if not (who or actor) or not position or row["agreement"] not in (0, 1):
        return Refused(0, f"Statement {row['id']} of {document.id} has no speaker, concept or agreement.")
    side = "support" if row["agreement"] else "oppose"
    return StatementRecord(
        id=f"{document.id}-{row['id']}",
        document=document.id,
        title=document.title,
        outlet=document.outlet,
        url="",
        published=document.published,
        speaker=who or actor,
        actor=actor or who,
        actor_code="",
        manner="indirect",
        act="state",
        cue="",
        text=document.text[slice(*place)],
        start=place[0],
        end=place[1],
        said_on=document.published,
        said_on_from="publication date" if document.published else "",
        mentions=(),
        second_hand=False,
        stances=(_stance(position, side, actor or who, str(row["coder"] or "DNA")),),
        uncoded=None,
        actors=(Named("", actor or who),),
        speaker_code="",
        fingerprint="",
    )


def _stance(position: str, side: str, actor: str, coder: str) -> StanceRecord:
    return StanceRecord(
        position=position,
        stance=side,
        conditional=False,
        implied=False,
        confidence=1.0,
        coder=coder,
        rule="coded by hand",
        status="accepted",
        actor=actor,
        actor_code="",
        because="coded in Discourse Network Analyzer",
    )


def _place(text: str, start: object, stop: object) -> tuple[int, int] | None:
    """A range of the text; DNA, a Java program, counts a character beyond U+FFFF twice."""
    if not (isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop):
        return None
    if text.isascii():
        return (start, stop) if stop <= len(text) else None
    units = text.encode("utf-16-le", "replace")
    if 2 * stop > len(units):
        return None
    first, last = (len(units[: 2 * at].decode("utf-16-le", "replace")) for at in (start, stop))
    return first, last
