"""`positions watch`: poll feeds, read what is new in them, and show which stances changed by it."""

from __future__ import annotations

import re
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, fields
from typing import Annotated, Any, Self

import click
import typer
from typer.core import TyperGroup

from positions import watch
from positions.analysis.timeline import Event
from positions.commands import options, plain_app, rows, streams
from positions.commands.answer import Answer, Format, show
from positions.errors import UsageError
from positions.fetch import Door, is_address
from positions.readers.listed import KIND as FEED
from positions.settings import hide
from positions.store import Store, open_store, read
from positions.store import watched as noted
from positions.store.watched import Watched
from positions.watch import Poll
from positions.web import MOST, Web

COLUMNS = tuple(each.name for each in fields(Watched) if each.name not in ("id", "listed"))
LOOK = 60.0  # seconds after which the list is looked at again at the latest
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_ANSWERS = (Format.TABLE, Format.JSONL)  # the formats that can go on for ever


class OneOrMany(TyperGroup):
    """A group whose first word may also be a feed: then, or without a word, it is that of `run`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        if first not in self.commands and first not in ctx.help_option_names:
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = plain_app(
    cls=OneOrMany, help="Poll feeds: read what is new, and show the changes of stance as they appear."
)


def every(given: str) -> float:
    """A span of time of the command line, in seconds."""
    found = re.fullmatch(r"(\d{1,6})\s*([smhd]?)", given.strip().lower())
    seconds = int(found[1]) * _UNITS[found[2] or "m"] if found else 0
    if not 10 <= seconds <= 30 * _UNITS["d"]:
        raise UsageError(f"{given[:40]!r} is not a time to wait.", "Write 15m, 2h or 1d; 10s at the least.")
    return float(seconds)


Feeds = Annotated[
    list[str] | None, typer.Argument(metavar="FEED", help="Addresses. Default: those of the list.")
]
Address = Annotated[list[str], typer.Argument(metavar="FEED", help="RSS, Atom or JSON feeds, or sitemaps.")]


@app.command()
def run(
    ctx: typer.Context,
    *,
    feeds: Feeds = None,
    wait: Annotated[
        Any, typer.Option("--every", metavar="TIME", parser=every, help="Poll each so often: 15m, 2h, 1d.")
    ] = "15m",
    once: Annotated[
        bool, typer.Option("--once", help="Poll those that are due and end, as for cron.")
    ] = False,
    most: options.Most = MOST,
    allow_private: options.Private = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Poll feeds until Ctrl-C, or once; `positions watch FEED` is short for it.

    What is new is read, and each change of stance that it brings is shown. A feed that fails is asked ever more
    rarely and stops no other. Several watchers share a store: each feed is polled by one of them.
    """
    if not once and how not in _ANSWERS:
        raise UsageError(f"--format {how.value} needs --once.", "--format jsonl can go on for ever.")
    addresses = [_feed(each) for each in feeds or ()]
    with open_store(ctx.obj, create=True) as store, Stop() as stop:
        if not _chosen(store, addresses):
            raise UsageError(
                "There is no feed to watch.", "Name one, or put one on the list: positions watch add"
            )
        reach = Web(Door(allow_private=allow_private), most)
        polls = _polls(store, addresses, reach, 0.0 if once else wait, stop)
        answered = Counter(_shown(store, each, how, raw=raw) for each in polls)
    if once and not stop.asked:
        raise typer.Exit((1 if answered[True] else 3) if answered[False] else 0)


@app.command()
def add(ctx: typer.Context, *, feeds: Address) -> None:
    """Put feeds on the list; one that is there and rests after failures is due at once."""
    addresses = [_feed(each) for each in feeds]
    with open_store(ctx.obj, create=True) as store:
        for each in addresses:
            new = noted.add(store, each)
            streams.note(
                f"{each} is watched from now on." if new else f"{each} was on the list; it is due now."
            )


@app.command()
def remove(ctx: typer.Context, *, feeds: Address) -> None:
    """Take feeds from the list. The documents that came from them stay."""
    with open_store(ctx.obj) as store:
        for each in feeds:
            noted.remove(store, each)
            streams.note(f"{each} is watched no more.")


@app.command("list")
def list_feeds(ctx: typer.Context, *, how: options.How = Format.TABLE, raw: options.Raw = False) -> None:
    """List the feeds: when each was polled, how many of its articles were read, and what is wrong."""
    with open_store(ctx.obj) as store:
        found = noted.on_list(store)

    def screen() -> object:
        from positions.render import watched

        return watched.feeds(found)

    whole = [{name: asdict(each)[name] for name in COLUMNS} for each in found]
    empty = "" if found else "No feed is watched."
    hint = "" if found else "positions watch add ADDRESS puts one on the list."
    show(Answer(COLUMNS, whole, screen, None, empty, hint), how, raw=raw)


def _feed(address: str) -> str:
    if not is_address(address) or hide(address) != address:
        raise UsageError(
            f"{hide(address)[:100]} is no address of a feed.",
            "It begins with https://, and holds no password.",
        )
    return address


def _chosen(store: Store, addresses: Sequence[str]) -> list[Watched]:
    return noted.named(store, addresses) if addresses else noted.on_list(store)


# --- going on


class Stop:
    """Ctrl-C and SIGTERM ask to stop after the article at hand; a second one stops at once."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._before = ExitStack()

    @property
    def asked(self) -> bool:
        return self._asked.is_set()

    def wait(self, seconds: float) -> None:
        self._asked.wait(max(0.0, seconds))

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for each in (signal.SIGINT, signal.SIGTERM):
                self._before.callback(signal.signal, each, signal.signal(each, self._ask))
        return self

    def __exit__(self, *_: object) -> None:
        self._before.close()

    def _ask(self, number: int, _frame: object) -> None:
        self._asked.set()
        signal.signal(number, signal.default_int_handler)
        streams.note("Stopping after the article at hand.")


def _polls(store: Store, addresses: Sequence[str], reach: Web, wait: float, stop: Stop) -> Iterator[Poll]:
    """The polls of all feeds that are due, again and again, or once where `wait` is 0."""
    while True:
        for feed in _chosen(store, addresses):
            if stop.asked:
                return
            if feed.due:
                done = watch.poll(store, feed, reach, wait, lambda: stop.asked)
                yield from (done,) if done else ()
            elif feed.failures and not wait:
                streams.note(
                    f"{feed.address} has failed and rests until {feed.next_at}.",
                    "positions watch add makes it due at once.",
                )
        if not wait or stop.asked:
            return
        stop.wait(min(LOOK, wait))


# --- what is said


def _shown(store: Store, done: Poll, how: Format, *, raw: bool) -> bool:
    """Say what became of a poll, and show the changes of stance; whether the feed answered."""
    if done.fault:
        streams.note(
            f"positions: {done.fault.sentence}", f"{done.fault.hint} It is asked again {_later(done.wait)}."
        )
        return False
    faults = [each.fault for each in done.outcomes if each.fault]
    for fault in faults:
        streams.note(f"positions: {fault.sentence}", fault.hint)
    streams.note(_summary(done, len(faults)))
    events = watch.changes(store, done.kept)
    if events:
        show(_changes(store, events), how, raw=raw)
    return True


def _summary(done: Poll, failed: int) -> str:
    if not done.outcomes:
        return f"{done.feed.address}: nothing new."
    said = sum(len(each.statements) for each in done.outcomes)
    by_feed = sum(bool(each.document and each.document.source.kind == FEED) for each in done.outcomes)
    parts = [f"{done.feed.address}: {len(done.kept)} new articles with {said} statements"]
    parts += [f"{by_feed} from the feed's own text, since the page could not be had"] if by_feed else []
    parts += [f"{failed} could not be read"] if failed else []
    return "; ".join(parts) + "."


def _later(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"in {minutes} minutes" if minutes < 120 else f"in {round(minutes / 60)} hours"


def _changes(store: Store, events: Sequence[Event]) -> Answer:
    labels = {each.slug: each.label for each in read.codebook(store)}

    def screen() -> object:
        from positions.render import statements

        return statements.timeline(events, labels)

    every_one = [rows.event(each) for each in events]
    return Answer(rows.EVENT, every_one, screen, every_one)
