"""What the sources of `positions ingest` name, and the documents in them, read when it is their turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from positions import ingest as flow
from positions import readers, resources, web
from positions.commands.walk import Walk
from positions.errors import UnreadableSource, UsageError
from positions.fetch import is_address
from positions.ingest import Outcome
from positions.model import Document
from positions.readers import Given

Source = Path | str  # a file, or an address


@dataclass(frozen=True, slots=True)
class Reading:
    """How the sources are read: what is given of an article, how far to reach, and which column holds what."""

    given: Given
    reach: web.Web
    columns: Mapping[str, str]


def named(arguments: Sequence[str], given: Given) -> list[Source]:
    """Addresses as they are, and the files that all else names; without any, the articles that come along.

    Raises `UsageError` where something is given of one article, and these are several.
    """
    words = dict.fromkeys(arguments or [str(resources.seeds())])
    apart: Iterator[Sequence[Source]] = (
        [each] if is_address(each) else flow.sources([Path(each)]) for each in words
    )
    found = list(dict.fromkeys(chain.from_iterable(apart)))
    if given != Given() and len(found) != 1:
        raise UsageError(
            f"--published, --outlet, --title, --author and --url are for one source; these are {len(found)}.",
            "Ingest it alone, or say it in a sidecar: NAME.toml beside NAME.txt.",
        )
    return found


def shown(source: Source) -> str:
    """The name of a source beside the bar."""
    return readers.shown(source.name if isinstance(source, Path) else source)


def documents(walk: Walk[Source], reading: Reading) -> Iterator[Document | Outcome]:
    """The documents of each source, or what was wrong with it.

    Raises `PositionsError` at once where it is the only source and nothing of it can be read: then nothing is to be
    done, and no database is made.
    """
    read = walk.through(_read(walk, reading))
    return _readable(read) if len(walk.items) == 1 else read


def _read(walk: Walk[Source], how: Reading) -> Iterator[Document | Outcome]:
    for each in walk:
        if isinstance(each, Path):
            yield from flow.documents([each], how.given, how.reach.limits, how.columns, walk.share)
        else:
            yield from web.documents(each, how.reach, how.given)


def _readable(read: Iterator[Document | Outcome]) -> Iterator[Document | Outcome]:
    first = next(read, None)
    if first is None:
        raise UnreadableSource("There is no document in this source.", "Check that it was saved whole.")
    if not isinstance(first, Outcome):
        return chain([first], read)
    second = next(read, None)
    if second is None:
        assert first.fault
        raise first.fault
    return chain([first, second], read)
