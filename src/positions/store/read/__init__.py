"""All questions that the program asks of the store: the SQL of every query, and nothing else.

Each function takes an open store, runs SQL with `:name` parameters that SQLite and PostgreSQL read
alike, and returns frozen values. What comes from outside is only ever a bound parameter.
"""

from __future__ import annotations

from positions.store.read.asking import Rows, Searchable
from positions.store.read.queue import Target, queue, targets
from positions.store.read.said import (
    by_or_about,
    every_statement,
    evidence,
    outlines,
    statement_keys,
    statements,
    statements_by_key,
    statements_with,
)
from positions.store.read.stances import FIELDS, counted, readings, readings_in, readings_of, stanced
from positions.store.read.texts import counts, documents, documents_with, every_document
from positions.store.read.verdicts import logged, touched
from positions.store.read.vocabulary import (
    actors_coded,
    actors_named,
    all_actors,
    codebook,
    coders,
    members_of,
    names_of,
    names_of_actors,
    parts_of,
    persons_surnamed,
    versions,
)
from positions.store.read.voices import holders, voices

__all__ = [
    "FIELDS",
    "Rows",
    "Searchable",
    "Target",
    "actors_coded",
    "actors_named",
    "all_actors",
    "by_or_about",
    "codebook",
    "coders",
    "counted",
    "counts",
    "documents",
    "documents_with",
    "every_document",
    "every_statement",
    "evidence",
    "holders",
    "logged",
    "members_of",
    "names_of",
    "names_of_actors",
    "outlines",
    "parts_of",
    "persons_surnamed",
    "queue",
    "readings",
    "readings_in",
    "readings_of",
    "stanced",
    "statement_keys",
    "statements",
    "statements_by_key",
    "statements_with",
    "targets",
    "touched",
    "versions",
    "voices",
]
