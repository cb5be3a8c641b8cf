"""Work ahead, in other processes: the same results in the same order, and never too far ahead."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions import ingest, workers
from positions.errors import UsageError
from positions.ingest import analysed
from positions.model import Document, Source, When
from positions.records import Query
from positions.store import open_store, read


@given(st.lists(st.integers(0, 9)), st.integers(1, 4))
def test_results_come_in_the_order_of_the_items(numbers: list[int], count: int) -> None:
    """With an executor and without one, for what is wanted ahead and for what is not."""
    with ThreadPoolExecutor(count) as pool:
        for executor in (None, pool):
            done = workers.ahead(numbers, lambda n: n % 2 == 0, lambda n: n * n, executor, count)
            assert [(n, result()) for n, result in done] == [(n, n * n) for n in numbers]


def test_only_so_many_things_are_taken_ahead() -> None:
    """The items behind are not even read."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(100):
            taken.append(n)
            yield n

    with ThreadPoolExecutor(1) as pool:
        next(workers.ahead(items(), lambda _: True, lambda n: n, pool, 2))
    assert len(taken) == 2 * workers.AHEAD + 1


def test_what_goes_wrong_is_raised_where_the_result_is_asked_for() -> None:
    with ThreadPoolExecutor(1) as pool:
        found = list(workers.ahead([0, 1], lambda _: True, lambda n: 1 // n, pool))
    assert found[1][1]() == 1
    with pytest.raises(ZeroDivisionError):
        found[0][1]()


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    """The store holds the same, in the same order."""
    texts = [f"Norway said on Monday that it supports a ceasefire in Gaza. ({n})" for n in range(3)]
    documents = [
        Document(text, Source(f"{n}.txt", "text", "utf-8"), published=When("2024-03-06"))
        for n, text in enumerate(texts)
    ]
    found = []
    for count in (1, 2):
        with (
            open_store(str(tmp_path / f"{count}.sqlite3"), create=True) as store,
            workers.crew(count) as crew,
        ):
            states = [(o.state, o.key) for o in ingest.ingest(documents, store, "test", crew)]
            found.append((states, read.statements(store, Query())))
    assert found[0] == found[1]
    assert len(found[0][1]) == 3
    assert analysed(documents[0])[0].stances


def test_no_scheduler_is_one_sentence() -> None:
    """Where Dask is missing, or nobody listens: what to do, and no traceback."""
    with pytest.raises(UsageError) as caught, workers.crew(1, "tcp://127.0.0.1:9"):
        pass
    assert caught.value.hint


def test_a_dask_cluster_does_the_work() -> None:
    """Its workers take what an executor's processes would take."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        workers.crew(1, cluster.scheduler_address) as crew,
    ):
        assert [result() for _, result in workers.ahead([1, 2, 3], lambda _: True, abs, *crew)] == [1, 2, 3]
