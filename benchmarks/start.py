"""Cold starts: `positions --help` and `positions compare` beside `sqlite-utils --help` and `sqlite-utils query`.

    python benchmarks/start.py [RUNS]

Each command is a new process; the median of its runs counts, and the ratio to the named peer in the same
run, since absolute times belong to the machine. The store is the seed article's. sqlite-utils loads pandas where
it finds it, which only our own tests want here: both are run without.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent


def main(runs: int = 9) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "seed.sqlite3")
        (Path(folder) / "pandas.py").write_text("raise ImportError", encoding="utf-8")
        os.environ["PYTHONPATH"] = folder
        subprocess.run([BIN / "positions", "--database", store, "ingest"], check=True, capture_output=True)
        ours = {
            "--help": [BIN / "positions", "--help"],
            "query": [BIN / "positions", "--database", store, "compare", "NATO", "Russia"],
        }
        peers = {
            "--help": [BIN / "sqlite-utils", "--help"],
            "query": [BIN / "sqlite-utils", "query", store, "SELECT count(*) FROM stance"],
        }
        print("| what | positions | sqlite-utils | ratio |\n|---|---|---|---|")
        for what, command in ours.items():
            mine, theirs = _alternating(command, peers[what], runs)
            print(f"| {what} | {mine:.0f} ms | {theirs:.0f} ms | {mine / theirs:.2f} |")


def _alternating(one: list[object], other: list[object], runs: int) -> tuple[float, float]:
    """The medians of two commands that take turns, so that a busy moment strikes both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs + 1):
        for kept, command in zip(times, (one, other), strict=True):
            kept.append(_milliseconds(command))
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


def _milliseconds(command: list[object]) -> float:
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
