"""The feeds that are watched, on each kind of store."""

from __future__ import annotations

import pytest

from positions.errors import UnknownName
from positions.store import open_store, watched

FEED = "https://news.example/rss.xml"
ARTICLE = "https://news.example/1"


def test_the_list_and_the_named(location: str) -> None:
    """A feed that is only named is not on the list; what is added twice is there once, and due again."""
    with open_store(location, create=True) as store:
        [feed] = watched.named(store, [FEED, FEED])
        assert watched.on_list(store) == [] and feed.due
        assert watched.add(store, FEED) and not watched.add(store, FEED)
        watched.polled(store, feed, watched.moment(900), "It failed.")
        [resting] = watched.on_list(store)
        assert (resting.failures, resting.fault, resting.due) == (1, "It failed.", False)
        assert not watched.add(store, FEED)
        [again] = watched.on_list(store)
        assert (again.failures, again.fault, again.due) == (0, "", True)


def test_a_feed_is_claimed_by_one(location: str) -> None:
    """Until the claim is given back, or has run out with the watcher that died."""
    with open_store(location, create=True) as one, open_store(location) as other:
        [feed] = watched.named(one, [FEED])
        assert watched.claim(one, feed, 600) and not watched.claim(other, feed, 600)
        watched.polled(one, feed, watched.AT_ONCE)
        assert watched.claim(other, feed, -1) and watched.claim(one, feed, 600)


def test_articles_are_noted_and_go_with_their_feed(location: str) -> None:
    with open_store(location, create=True) as store:
        watched.add(store, FEED)
        [feed] = watched.on_list(store)
        for _ in range(watched.TRIES - 1):
            watched.tried(store, feed, ARTICLE, is_read=False)
        watched.tried(store, feed, f"{ARTICLE}0", is_read=True)
        assert watched.read_articles(store, feed) == {f"{ARTICLE}0"}
        watched.tried(store, feed, ARTICLE, is_read=False)
        assert watched.read_articles(store, feed) == {ARTICLE, f"{ARTICLE}0"}
        assert watched.on_list(store)[0].articles == 1
        watched.remove(store, FEED)
        assert store.rows("SELECT count(*) AS n FROM watched_article") == [{"n": 0}]
        with pytest.raises(UnknownName):
            watched.remove(store, FEED)
