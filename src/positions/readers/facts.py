"""What is known about a document beside its text: title, author, outlet, address, date, language.

Facts come from the caller, a sidecar, a page's markup and the text itself; the stronger evidence
is laid *over* the weaker one, field by field.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from positions.model import When


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says about the document. It wins over every other evidence."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: When | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one kind of evidence says about the document; "" and None where it is silent."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: When | None = None
    published_from: str = ""
    language: str = ""

    def over(self, weaker: Facts) -> Facts:
        """These facts, with the gaps filled from weaker evidence. A date keeps its own origin."""
        own = {f.name: value for f in fields(self) if (value := getattr(self, f.name))}
        if "published" in own:
            own["published_from"] = self.published_from
        return replace(weaker, **own)


def of_caller(given: Given) -> Facts:
    return Facts(
        given.title,
        given.author,
        given.outlet,
        given.url,
        given.published,
        "given" if given.published else "",
    )
