"""A store of a million statements beside the seed's: how much longer do the same questions take?

    python benchmarks/million.py [STATEMENTS] [RUNS]

The large store is the seed's with statements written straight into its tables: 200 states and bodies, every
position of the codebook, twenty years, one document for twenty statements, one statement in five a report of
another. Each command is a new process; the two stores take turns, and the ratio of the medians counts. The
whole matrix is counted in this process. Full text is left out: nothing here asks it.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from positions.records import Duplicates, Query
from positions.store import Store, open_store, read
from positions.store.networks import tally

BIN = Path(sys.executable).parent
QUESTIONS = {
    "compare Russia US": ["compare", "Russia", "US"],
    "compare Russia US --position nato-open-door": [
        "compare",
        "Russia",
        "US",
        "--position",
        "nato-open-door",
    ],
    "timeline Russia --limit 50": ["timeline", "Russia", "--limit", "50"],
}
# What is counted over all stances, each statement once; in this process.
COUNTS: dict[str, Callable[[Store], object]] = {
    "the whole matrix, actor × position": lambda store: tally(store, Query(), Duplicates.STATEMENT),
    "`stances --by actor,position,stance`": lambda store: read.counted(
        store, Query(), ["actor", "position", "stance"]
    ),
}
A_DOCUMENT = 20  # statements
ACTORS = 200


def main(statements: int = 1_000_000, runs: int = 7) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seed, large = Path(folder) / "seed.sqlite3", Path(folder) / "large.sqlite3"
        subprocess.run([BIN / "positions", "--database", seed, "ingest"], check=True, capture_output=True)
        shutil.copy(seed, large)
        started = time.perf_counter()
        fill(large, statements)
        made = time.perf_counter() - started
        print(f"{statements:,} statements, {large.stat().st_size / 1e6:.0f} MB, made in {made:.0f} s\n")
        print("| question | seed | large | ratio |\n|---|---|---|---|")
        for what, words in QUESTIONS.items():
            one, other = _alternating(seed, large, words, runs)
            print(f"| `{what}` | {one:.0f} ms | {other:.0f} ms | {other / one:.2f} |")
        for what, count in COUNTS.items():
            print(f"| {what} | {_counted(seed, count):.0f} ms | {_counted(large, count):.0f} ms | |")


def _alternating(seed: Path, large: Path, words: list[str], runs: int) -> tuple[float, float]:
    """The medians of one command on two stores that take turns, so that a busy moment strikes both."""
    times: dict[Path, list[float]] = {seed: [], large: []}
    for _ in range(runs + 1):
        for store, kept in times.items():
            start = time.perf_counter()
            subprocess.run([BIN / "positions", "--database", store, *words], check=True, capture_output=True)
            kept.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[seed][1:]), statistics.median(times[large][1:])


def _counted(path: Path, count: Callable[[Store], object]) -> float:
    """The least of three: milliseconds."""
    times = []
    with open_store(str(path)) as store:
        for _ in range(3):
            start = time.perf_counter()
            count(store)
            times.append(1000 * (time.perf_counter() - start))
    return min(times)


# --- the large store -------------------------------------------------------------------------


def fill(path: Path, statements: int, seed: int = 1) -> None:
    """Add so many statements, each with one stance."""
    chance = random.Random(seed)
    store = sqlite3.connect(path)
    for pragma in ("synchronous = OFF", "journal_mode = MEMORY", "cache_size = -200000"):
        store.execute(f"PRAGMA {pragma}")
    full_text = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_text_%'"
    for (name,) in store.execute(full_text).fetchall():
        store.execute(f'DROP TRIGGER "{name}"')  # it would take most of the time
    (run, coder) = store.execute("SELECT id, coder_id FROM run").fetchone()
    first = store.execute("SELECT MAX(id) + 1 FROM statement").fetchone()[0]
    document = store.execute("SELECT MAX(id) + 1 FROM document").fetchone()[0]
    store.executemany(
        "INSERT INTO document (id, key, digest, text, title, author, outlet, url, published, published_from, language, "
        "kept_at, run_id) VALUES (?, ?, ?, 'a text', 'A title', '', 'A paper', '', '2020-01-01', 'given', 'en', '', ?)",
        ((document + at, f"made{at}", f"made{at}", run) for at in range(statements // A_DOCUMENT + 1)),
    )
    rows = list(_statements(store, chance, first, document, statements))
    store.executemany(
        'INSERT INTO statement (id, key, document_id, ordinal, start, "end", text, content, cue, manner, act, speaker_id, '
        "speaker_text, said_on, said_first, said_last, said_on_from, second_hand, fingerprint, steps) "
        "VALUES (?1, 'made-' || ?1, ?2, ?1, 0, 6, 'a text', '[]', 'said', 'direct', 'state', ?3, '', ?4, ?4, ?4, '', 0, "
        "?5, '[]')",
        (row[:5] for row in rows),
    )
    store.executemany(
        "INSERT INTO statement_actor (statement_id, actor_id, ordinal, said_first) VALUES (?, ?, 0, ?)",
        ((row[0], row[2], row[3]) for row in rows),
    )
    store.executemany(
        "INSERT INTO stance (statement_id, position_id, actor_id, coder_id, stance, conditional, implied, confidence, rule, "
        f"because, status, said_first) VALUES (?, ?, ?, {coder}, ?, ?, 0, 0.9, '', '', 'pending', ?)",
        ((row[0], row[5], row[2], row[6], row[7], row[3]) for row in rows),
    )
    store.commit()
    store.close()


def _statements(
    store: sqlite3.Connection, chance: random.Random, first: int, document: int, many: int
) -> Iterator[tuple[int, int, int, str, str, int, str, bool]]:
    """Id, document, actor, day, fingerprint, position, side, and whether under a condition."""
    known = "SELECT id FROM actor WHERE kind IN ('state', 'organisation') ORDER BY code NOT IN ('RUS', 'USA'), code LIMIT ?"
    actors = [key for (key,) in store.execute(known, (ACTORS,))]
    positions = [key for (key,) in store.execute("SELECT id FROM position")]
    for at in range(many):
        day = f"{chance.randrange(2005, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        same = chance.randrange(many // 10) if chance.random() < 0.2 else many + at
        yield (
            first + at, document + at // A_DOCUMENT, chance.choice(actors), day, f"made{same}",
            chance.choice(positions), chance.choice(("support", "oppose")), chance.random() < 0.1,
        )  # fmt: skip


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
