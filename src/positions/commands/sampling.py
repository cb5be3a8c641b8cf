"""Coding a sample at a terminal: the same statements for every coder, and blind where readings must be independent."""

from __future__ import annotations

import random
from collections.abc import Sequence

from positions.commands import coding, streams
from positions.commands.asking import QUIT, check_terminal, choose
from positions.records import By, Query, StatementRecord
from positions.store import Store, read
from positions.store.read import codings

_CODE = {"c": "code", "n": "no stance", "s": "skip", QUIT: "quit"}
_MORE = {"m": "more on this one", "d": "done", "u": "undo the last", QUIT: "quit"}


def drawn(store: Store, asked: Query | str, size: int, seed: int, by: By) -> list[str]:
    """The ids to code: the one that is asked for, or a sample without what this coder has coded already."""
    if isinstance(asked, str):
        return [asked]
    keys = sorted(each.id for each in read.statements(store, asked))
    chosen = random.Random(seed).sample(keys, min(size, len(keys)))
    done = {each.statement for each in codings.looks(store, Query(), [by.coder])}
    left = [key for key in chosen if key not in done]
    streams.note(
        f"{len(chosen)} statements drawn from {len(keys):,} with seed {seed};"
        f" {len(chosen) - len(left)} are coded by {by.coder} already."
    )
    return left


def one_by_one(store: Store, keys: Sequence[str], by: By, *, blind: bool) -> None:
    """Show each statement and take what the coder reads in it, until all are seen or he quits."""
    if not keys:
        return
    check_terminal("positions code ID --position NAME --stance SIDE, or --from FILE.csv")
    done = 0
    for at, key in enumerate(keys, start=1):
        record = _shown(store, key, at, len(keys), blind=blind)
        if record is None:
            continue
        given = choose(_CODE)
        if given == "n":
            _none(store, by, key)
        if given == "c":
            given = _code(store, by, record)
        done += given in ("n", "d")
        if given == QUIT:
            break
    streams.note(f"{done} of {len(keys)} coded by {by.coder}.")


def _shown(store: Store, key: str, at: int, of: int, *, blind: bool) -> StatementRecord | None:
    from positions.render import review

    evidence = read.evidence(store, key)
    if evidence is None:
        return None
    labels = {each.slug: each.label for each in read.codebook(store)}
    streams.screen().print(review.to_code(evidence, labels, at, of, blind=blind))
    return evidence.record


def _none(store: Store, by: By, key: str) -> None:
    from positions.store import review

    review.none(store, by, key)


def _code(store: Store, by: By, record: StatementRecord) -> str:
    """Stance after stance on one statement. Returns how it ended: done, skipped, or quit."""
    from positions.store import review

    codebook, coded = read.codebook(store), 0
    while True:
        coded += coding.code_one(store, codebook, by, record)
        if not coded:
            return "s"
        given = choose(_MORE)
        if given == "u":
            review.undo(store, by, record.id)
            coded -= 1
        if given in ("d", QUIT):
            return "d" if given == "d" else QUIT
