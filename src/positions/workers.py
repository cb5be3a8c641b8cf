"""Work ahead: what is slow for each of many things is done in other processes, and taken back in their order.

Any executor of `concurrent.futures` will do: processes of this machine, or those of a Dask cluster.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from typing import Any, TypeVar

from positions.errors import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD = 2  # things in work or done, for each worker


def ahead(
    items: Iterable[Item],
    wanted: Callable[[Item], bool],
    work: Callable[[Item], Result],
    executor: Executor | None = None,
    count: int = 1,
) -> Iterator[tuple[Item, Callable[[], Result]]]:
    """Each item, in order, with what gives the result of its work, or raises what the work raised.

    With an executor the work of the items that are `wanted` begins there before it is asked for, for at most
    `AHEAD` × `count` items; without one it is done when the result is asked for.
    """
    begun: deque[tuple[Item, Callable[[], Result]]] = deque()
    for item in items:
        if executor is None or not wanted(item):
            begun.append((item, partial(work, item)))
        else:
            future: Future[Result] = executor.submit(work, item)
            begun.append((item, future.result))
        if executor is None or len(begun) > AHEAD * count:
            yield begun.popleft()
    yield from begun


@contextmanager
def crew(count: int, scheduler: str = "") -> Iterator[tuple[Executor | None, int]]:
    """So many processes of this machine, or the workers of a Dask scheduler, and their number.

    A single worker is the process that asks. Raises `UsageError` where no scheduler answers.
    """
    if scheduler:
        client = _client(scheduler)
        try:
            yield client.get_executor(), max(1, len(client.scheduler_info()["workers"]))
        finally:
            client.close()
    elif count > 1:
        from concurrent.futures import ProcessPoolExecutor

        pool = ProcessPoolExecutor(count, get_context("spawn"), _deaf)
        try:
            yield pool, count
        finally:
            pool.shutdown(cancel_futures=True)
    else:
        yield None, 1


def _client(address: str) -> Any:
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise UsageError(
            "Dask is not installed.", "Install positions[dask], here and at the workers."
        ) from None
    try:
        return distributed.Client(address, timeout=5, set_as_default=False)
    except (OSError, ValueError):
        raise UsageError(
            f"No Dask scheduler answers at {address!r}.", "Give its address, such as tcp://10.0.0.7:8786."
        ) from None


def _deaf() -> None:
    """Ctrl-C is for the process that keeps what the workers find: it ends them when it is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
