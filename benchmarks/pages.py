"""An article's text and day from pages in the styles of seventy outlets, beside bare trafilatura.

    python benchmarks/pages.py [--worst]

The pages are those of `tests/readers/pages/`: F1 by word (each as often as it occurs), the share of paragraphs that are
still paragraphs, and the share of pages whose day of publication is right ("none" where the page has none). The peer is
`trafilatura.bare_extraction` as it comes, with its dates; it takes turns with us, page by page.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "readers"))

from outlet_pages import Page, f1, kept_apart, pages

from positions.errors import UnreadableSource
from positions.readers import read_bytes

Reader = Callable[[str], tuple[str, str]]


def main(worst: str = "") -> None:
    asked = pages()
    scores: dict[tuple[str, bool], list[tuple[float, float, bool]]] = defaultdict(list)
    spent: dict[str, float] = defaultdict(float)
    for page in asked:
        for name, reader in READERS.items():
            started = time.process_time()
            text, day = reader(page.html)
            spent[name] += time.process_time() - started
            scores[name, page.held].append((f1(text, page), kept_apart(text, page), day in page.days))
            if worst == "--worst" and name == "positions":
                _print_if_bad(page, scores[name, page.held][-1], day)
    for (name, held), found in scores.items():
        columns = [100 * mean(one[number] for one in found) for number in range(3)]
        which = "held aside" if held else "seen"
        print(
            f"{name}, {len(found)} pages {which}: "
            "F1 {:.1f}, paragraphs kept {:.1f} %, day right {:.1f} %".format(*columns)
        )
    print(f"CPU seconds for all: {', '.join(f'{name} {value:.2f}' for name, value in spent.items())}")


def _print_if_bad(page: Page, score: tuple[float, float, bool], day: str) -> None:
    if score[0] < 0.95 or not score[2]:
        print(
            f"{page.name}: F1 {score[0]:.3f}, day {day or 'none'}, wanted {' or '.join(page.days) or 'none'}"
        )


def _positions(html: str) -> tuple[str, str]:
    try:
        document = read_bytes(html.encode(), "page.html")
    except UnreadableSource:
        return "", ""
    return document.text, document.published.iso if document.published else ""


def _trafilatura(html: str) -> tuple[str, str]:
    """Its text has a line for each paragraph."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):
        return "", ""
    return (found.text or "").replace("\n", "\n\n"), found.date or ""


READERS: dict[str, Reader] = {"positions": _positions, "trafilatura": _trafilatura}


if __name__ == "__main__":
    main(*sys.argv[1:])
