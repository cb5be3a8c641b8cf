from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import loopback as servers
from loopback import Site
from positions.fetch import Door, Limits

QUICK = Limits(seconds=5, pause=0)


@pytest.fixture
def site() -> Iterator[Site]:
    with servers.site() as served:
        yield served


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """A door to this computer, with a cache of its own."""
    return Door(allow_private=True, limits=QUICK, folder=tmp_path / "pages")
