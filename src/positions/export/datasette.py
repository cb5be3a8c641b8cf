"""What Datasette shows beside the tables of `positions export datasette`: `datasette FILE.db -m FILE.db.meta.json`."""

from __future__ import annotations

from positions.export import Row

TABLES = {
    "statements": "Who said what, for whom, on which day. text is the document's from start to end.",
    "stances": "One coder's reading of one statement towards one position.",
    "verdicts": "The log of what persons decided on a statement, line by line; none is ever changed.",
    "documents": "The texts that were read.",
    "actors": "All that the statements name: who speaks, is spoken for, or is spoken of.",
    "positions": "The codebook: what an actor can support or oppose.",
    "statement_actors": "For whom a statement speaks: several in a joint statement.",
    "mentions": "Who is spoken of in a statement.",
    "who_stands_where": "Every stance in words, with its sentence and source.",
    "what_persons_decided": "The log in words, with the sentence that each verdict is on.",
    "uncoded_statements": "Why statements have no stance.",
    "about": "How this file was made.",
}


def described(database: str) -> Row:
    """The metadata for a database of this name, as Datasette reads it."""
    tables = {name: {"description": words} for name, words in TABLES.items()}
    return {
        "title": "Who stands where",
        "description": "Every stance leads to a statement, and every statement to a document.",
        "databases": {database: {"tables": tables}},
    }
