"""What a statement does: the act of its cue, corrected by what the words themselves do."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from positions import cues, resources
from positions.model import Act, Attribution


def act_of(attribution: Attribution, text: str) -> Act:
    """The act of the cue's entry in the table; for a neutral cue, of what the content says."""
    use = cues.load().use(attribution.cue_lemma, attribution.cue_class)
    if use and use.act is not Act.STATE:
        return use.act
    content = " ".join(span.of(text) for span in attribution.content)
    return next((act for pattern, act in _of_content() if pattern.search(content)), Act.STATE)


@cache
def _of_content() -> tuple[tuple[re.Pattern[str], Act], ...]:
    with resources.data("acts.toml").open("rb") as file:
        rows = tomllib.load(file)["act"]
    return tuple((re.compile("|".join(row["patterns"]), re.IGNORECASE), Act(row["name"])) for row in rows)
