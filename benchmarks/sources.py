"""What reading costs: articles in JSON Lines and in a crawl, made on the spot; memory, speed and share of an ingest.

    python benchmarks/sources.py [ARTICLES] [CRAWL_MB] [INGESTED]

By default 2,000 records, a crawl of 20 MB and 100 documents ingested; `10000 1000 300` is the whole measurement. Memory
is the largest sum of the resident memory of this process and its child. The peer of the crawl is fastwarc with
trafilatura alone, without fence, dates or language. Reading is timed without extraction; its share is that of the same
documents' ingest.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from positions.model import Document
from positions.readers import fence, read

WORDS = (
    "the minister said on Monday that government would not accept this proposal and its envoys had told them so in spring"
    " border river treaty council alliance talks answer demand open door troops sanctions gas vote harbour border law"
).split()
PAGE_MB = 0.03  # of a page of a crawl, as news sites serve them


def main(articles: int = 2_000, crawl_mb: int = 20, ingested: int = 100) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records, crawl = Path(folder, "records"), Path(folder, "crawl")
        _write(records, (_record(n) for n in range(articles)))
        _write(crawl, (_response(n) for n in range(int(crawl_mb / PAGE_MB))))
        fields = "| {} | {:,} | {:.1f} | {:.0f} | {:.0f} MB |"
        print("| source | documents | seconds | documents a second | memory |\n|---|---|---|---|---|")
        for what, path in (("JSON Lines", records), ("WARC", crawl)):
            count, seconds, peak = _measured(lambda path=path: _count(path))  # type: ignore[misc]
            name = f"{what}, {path.stat().st_size / 1e6:.0f} MB"
            print(fields.format(name, count, seconds, count / seconds, peak))
        fence.close()
        count, seconds, peak = _measured(lambda: _by_peer(crawl))
        print(
            f"| the crawl by fastwarc and trafilatura | {count:,} | {seconds:.1f} | {count / seconds:.0f} | {peak:.0f} MB |"
        )
        _share(Path(folder), ingested)


def _share(folder: Path, number: int) -> None:
    """Reading beside the whole ingest of the same pages."""
    few = folder / "few"
    _write(few, (_response(n) for n in range(number)))
    _, reading, _ = _measured(lambda: _count(few))
    fence.close()
    started = time.perf_counter()
    command = [sys.executable, "-m", "positions", "--database", str(folder / "store"), "ingest", str(few)]
    subprocess.run(command, check=True, capture_output=True)
    whole = time.perf_counter() - started
    print(
        f"\n{number} pages: read in {reading:.1f} s, ingested in {whole:.1f} s: {100 * reading / whole:.0f} % is reading"
    )


def _count(path: Path) -> int:
    return sum(isinstance(each, Document) for each in read(path))


def _by_peer(path: Path) -> int:
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from trafilatura import extract

    with path.open("rb") as stream:
        records = ArchiveIterator(stream, record_types=WarcRecordType.response)
        return sum(bool(extract(record.reader.read())) for record in records)


def _measured(step: Callable[[], int]) -> tuple[int, float, float]:
    """The step's result, its seconds, and the largest memory in MB while it ran."""
    peak, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            peak[0] = max(peak[0], _memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    started = time.perf_counter()
    made = step()
    seconds = time.perf_counter() - started
    over.set()
    watcher.join()
    return made, seconds, peak[0]


def _memory() -> float:
    """Resident memory of this process and its children, in MB (Linux)."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii")
    family = [own, *map(int, children.split())]
    total = 0
    for each in family:
        try:
            total += int(Path(f"/proc/{each}/statm").read_text(encoding="ascii").split()[1])
        except (FileNotFoundError, ProcessLookupError, IndexError):
            continue
    return total * os.sysconf("SC_PAGESIZE") / 1e6


def _write(path: Path, parts: Iterator[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(parts)


def _paragraphs(number: int, count: int = 12) -> list[str]:
    chance = random.Random(number)
    return [" ".join(chance.choices(WORDS, k=50)).capitalize() + f" {number}." for _ in range(count)]


def _record(number: int) -> bytes:
    text = "\n\n".join(_paragraphs(number))
    record = {"id": number, "text": text, "published": "2022-03-01", "outlet": f"Outlet {number % 9}"}
    return json.dumps(record).encode() + b"\n"


def _response(number: int) -> bytes:
    """A page of the usual size: most of it is script and style."""
    body = "".join(f"<p>{each}</p>" for each in _paragraphs(number))
    filling = "var a = 1; " * int((PAGE_MB * 1e6 - len(body)) / 11)
    page = (
        f"<!DOCTYPE html><html lang=en><head><title>Answer {number}</title><script>{filling}</script></head><body><nav><a"
        f" href=/>Home</a></nav><article><h1>Answer {number}</h1><p>March 1, 2022</p>{body}</article></body></html>"
    ).encode()
    block = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Date: 2022-03-02T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
