"""Which column of a table, or key of a record, holds what: by its common names or as the caller maps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from positions.errors import UsageError

FIELDS = ("id", "text", "title", "url", "outlet", "author", "published", "language")
_NAMES = {
    "id": "id uid guid doc_id document_id article_id _id",
    "text": "text body content article maintext fulltext article_text body_text article_body articlebody"
    " plain_text content_text full_text story html content_html",
    "title": "title headline heading subject",
    "url": "url link uri href source_url canonical_url permalink address",
    "outlet": "outlet source publisher publication newspaper source_name site_name site domain source_domain"
    " media medium",
    "author": "author authors byline writer creator by",
    "published": "published date published_at publication_date date_publish date_published datepublished"
    " pubdate pub_date publish_date publishdate published_date timestamp published_on day",
    "language": "language lang language_code",
}
_RANKED = {name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split())}


def parse(given: Iterable[str]) -> dict[str, str]:
    """What `--map text=body` says: field -> column. Raises `UsageError`."""
    named: dict[str, str] = {}
    for each in given:
        field, sign, column = each.partition("=")
        if not sign or field.strip() not in FIELDS or not column.strip():
            raise UsageError(
                f"{each[:60]!r} maps no column.", f"Write FIELD=COLUMN; the fields are {', '.join(FIELDS)}."
            )
        named[field.strip()] = column.strip()
    return named


def fields(names: Iterable[str], named: Mapping[str, str]) -> dict[str, str]:
    """Field -> column, for these columns: as the caller has named them, else the commonest name."""
    present = list(names)
    found = {field: column for field, column in named.items() if column in present}
    best: dict[str, tuple[int, str]] = {}
    for column in present:
        field, rank = _RANKED.get(column.strip().lower().replace("-", "_").replace(" ", "_"), ("", 0))
        if field and field not in named:
            best[field] = min(best.get(field, (rank, column)), (rank, column))
    return {**{field: column for field, (_, column) in best.items()}, **found}
