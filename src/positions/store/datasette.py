"""A SQLite file of plain tables and views, for Datasette, sqlite-utils, DuckDB or a spreadsheet.

It is a new file, not views in the store: so it is the same from SQLite and PostgreSQL, a filter holds for it, and
it can be published without the rest of the store. Foreign keys are declared, so that Datasette links
the tables, and `statements_fts` gives it a search box. The table `about` says how it was made.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from positions.records import DocumentRecord, Query, StatementRecord, Verdict
from positions.store import faults, read, whole
from positions.store.opened import Store

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE actors (code TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, part_of TEXT);
CREATE TABLE positions (
    position TEXT PRIMARY KEY, label TEXT NOT NULL, dispute TEXT NOT NULL, proposition TEXT NOT NULL);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL, outlet TEXT NOT NULL, url TEXT NOT NULL,
    published TEXT, language TEXT NOT NULL, sources TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE statements (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), said_on TEXT, said_on_from TEXT NOT NULL,
    speaker TEXT NOT NULL REFERENCES actors(code), actor TEXT REFERENCES actors(code), act TEXT NOT NULL,
    manner TEXT NOT NULL, cue TEXT NOT NULL, text TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    second_hand INTEGER NOT NULL, uncoded TEXT, fingerprint TEXT NOT NULL);
CREATE TABLE statement_actors (
    statement TEXT NOT NULL REFERENCES statements(id), actor TEXT NOT NULL REFERENCES actors(code),
    PRIMARY KEY (statement, actor));
CREATE TABLE mentions (
    statement TEXT NOT NULL REFERENCES statements(id), actor TEXT NOT NULL REFERENCES actors(code),
    PRIMARY KEY (statement, actor));
CREATE TABLE stances (
    id INTEGER PRIMARY KEY, statement TEXT NOT NULL REFERENCES statements(id),
    position TEXT NOT NULL REFERENCES positions(position), actor TEXT NOT NULL REFERENCES actors(code),
    stance TEXT NOT NULL, conditional INTEGER NOT NULL, implied INTEGER NOT NULL, confidence REAL NOT NULL,
    coder TEXT NOT NULL, coder_version TEXT NOT NULL, rule TEXT NOT NULL, because TEXT NOT NULL, status TEXT NOT NULL);
CREATE TABLE verdicts (
    statement TEXT NOT NULL REFERENCES statements(id), number INTEGER NOT NULL, at TEXT NOT NULL, coder TEXT NOT NULL,
    verdict TEXT NOT NULL, position TEXT REFERENCES positions(position), actor TEXT REFERENCES actors(code),
    judged TEXT, was TEXT, becomes TEXT REFERENCES positions(position), stance TEXT, conditional INTEGER,
    note TEXT NOT NULL, undone INTEGER NOT NULL, undoes INTEGER, follows INTEGER, PRIMARY KEY (statement, number));
"""
_REST = """
CREATE INDEX statements_by_document ON statements (document);
CREATE INDEX statements_by_day ON statements (said_on);
CREATE INDEX stances_by_statement ON stances (statement);
CREATE INDEX stances_by_position ON stances (position, actor);
CREATE VIEW who_stands_where AS
    SELECT actors.name AS actor, positions.label AS position, positions.dispute, stances.stance, stances.conditional,
           stances.implied, stances.confidence, stances.status, statements.said_on, statements.text,
           documents.outlet, documents.published, documents.url, stances.statement
    FROM stances JOIN actors ON actors.code = stances.actor JOIN positions USING (position)
         JOIN statements ON statements.id = stances.statement JOIN documents ON documents.id = statements.document;
CREATE VIEW what_persons_decided AS
    SELECT verdicts.at, verdicts.coder, verdicts.verdict, actors.name AS actor, positions.label AS position, verdicts.was,
           verdicts.stance, verdicts.note, verdicts.undone, statements.text, verdicts.statement
    FROM verdicts JOIN statements ON statements.id = verdicts.statement
         LEFT JOIN actors ON actors.code = verdicts.actor
         LEFT JOIN positions ON positions.position = coalesce(verdicts.becomes, verdicts.position);
CREATE VIEW uncoded_statements AS
    SELECT uncoded, count(*) AS statements FROM statements WHERE uncoded IS NOT NULL GROUP BY uncoded;
CREATE VIRTUAL TABLE statements_fts USING fts5 (text, content='statements', tokenize='porter');
INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');
"""


def write(store: Store, query: Query, path: Path, stamp: str) -> int:
    """Write the statements that answer the query, and all that they name, to a new file. Returns how many."""
    with faults.told(path.name), closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript(f"PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; BEGIN; {_TABLES}")
        file.executemany("INSERT INTO about VALUES (?, ?)", _about(stamp))
        _fill(file, "documents", (_document(each) for each in whole.documents(store, query)))
        statements = 0
        for each in whole.statements(store, query):
            statements += 1
            _add(file, each)
        _fill(file, "positions", _positions(store))
        _fill(file, "actors", _named(file, store))
        file.executescript(_REST)  # which commits first
        return statements


def _fill(file: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        file.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _about(stamp: str) -> Iterable[tuple[str, str]]:
    for key, value in json.loads(stamp).items():
        yield key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _document(each: DocumentRecord) -> tuple[Any, ...]:
    told = (each.id, each.title, each.author, each.outlet, each.url, each.published, each.language)
    return (*told, json.dumps(each.sources, ensure_ascii=False), each.text)


def _add(file: sqlite3.Connection, each: StatementRecord) -> None:
    trace = each.trace
    assert trace
    said = (each.id, each.document, each.said_on, each.said_on_from, each.speaker_code, each.actor_code)
    words = (each.act, each.manner, each.cue, each.text, each.start, each.end, each.second_hand, each.uncoded)
    _fill(file, "statements", [(*said, *words, each.fingerprint)])
    _fill(file, "statement_actors", [(each.id, actor.code) for actor in each.actors])
    _fill(file, "mentions", [(each.id, actor.code) for actor in trace.mentions])
    for stance, coder in zip(each.stances, trace.coders, strict=True):
        read_as = (stance.position, stance.actor_code, stance.stance, stance.conditional, stance.implied)
        by = (coder.name, coder.version, stance.rule, stance.because, stance.status)
        _fill(file, "stances", [(None, each.id, *read_as, stance.confidence, *by)])
    _fill(file, "verdicts", (_verdict(each.id, verdict) for verdict in trace.verdicts))


def _verdict(statement: str, each: Verdict) -> tuple[Any, ...]:
    decided = (each.at, each.coder, each.verdict, each.position, each.actor_code, each.judged, each.was)
    left = (each.becomes, each.stance, each.conditional, each.note, each.undone, each.undoes, each.follows)
    return (statement, each.number, *decided, *left)


def _positions(store: Store) -> Iterable[tuple[Any, ...]]:
    return ((each.slug, each.label, each.dispute_label, each.proposition) for each in read.codebook(store))


def _named(file: sqlite3.Connection, store: Store) -> Iterable[tuple[Any, ...]]:
    """The actors that any table names, and what they are part of."""
    sql = """SELECT speaker FROM statements UNION SELECT actor FROM statement_actors
             UNION SELECT actor FROM mentions UNION SELECT actor FROM stances UNION SELECT actor FROM verdicts"""
    named = {code for [code] in file.execute(sql) if code}
    every = {each.code: each for each in read.all_actors(store)}
    for code in sorted(named):
        each = every[code]
        yield code, each.name, each.kind, each.of or None
