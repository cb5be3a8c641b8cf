"""A small file as Discourse Network Analyzer would write it, made by SQL of our own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = """
CREATE TABLE CODERS (ID INTEGER PRIMARY KEY, Name TEXT);
CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT,
    Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE VARIABLES (ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS (ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start, Stop,
    Coder INTEGER);
CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
INSERT INTO CODERS VALUES (1, 'Ada');
INSERT INTO VARIABLES VALUES (9, 'note', 'long text', 1), (1, 'person', 'short text', 2),
    (2, 'organization', 'short text', 2), (3, 'concept', 'short text', 2), (4, 'agreement', 'boolean', 2);
"""
TEXT = "🐟 Quotas must fall, the union said. The ministry said that they must not."
Coded = tuple[object, object, str, str, str, object]  # start, stop, person, organization, concept, agreement
CODED: list[Coded] = [
    (3, 20, "Mira Holt", "Fishers' Union", "Quotas should fall.", 1),
    (60, 74, "", "Ministry of the Sea", "Quotas should fall.", 0),
]


def make(
    path: Path, coded: list[Coded] | None = None, text: str = TEXT, date: object = 1_643_155_200
) -> Path:
    with closing(sqlite3.connect(path)) as file:
        file.executescript(SCHEMA)
        file.execute(
            "INSERT INTO DOCUMENTS VALUES (5, 'Fish', ?, 1, 'A. Reporter', 'The Harbour', '', '', '', ?)",
            (text, date),
        )
        for number, row in enumerate(CODED if coded is None else coded, start=1):
            _add(file, number, row)
        file.commit()
    return path


def _add(file: sqlite3.Connection, number: int, row: Coded) -> None:
    start, stop, *names, agreement = row
    file.execute("INSERT INTO STATEMENTS VALUES (?, 2, 5, ?, ?, 1)", (number, start, stop))
    for variable, name in enumerate(names, start=1):
        entity = file.execute("INSERT INTO ENTITIES VALUES (NULL, ?, ?)", (variable, name)).lastrowid
        file.execute("INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", (number, variable, entity))
    file.execute("INSERT INTO DATABOOLEAN VALUES (NULL, ?, 4, ?)", (number, agreement))
