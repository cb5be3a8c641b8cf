"""Method and limits, in plain words."""

from __future__ import annotations

from positions.analysis.findings import Findings
from positions.render.report.html import Markup, tag

PARAGRAPHS = (
    (
        "What is counted",
        "Each statement was found in a published text with its speaker, the actor spoken for and the day. A coder read "
        "whether it supports or opposes a position of the codebook. By default the coder is this program. It can be wrong: "
        "every stance stands beside its sentence, its coder and a confidence, so that a reader can judge.",
    ),
    (
        "What a cell says",
        "A support counts +1, an opposition −1, a stance under a condition half. The same statement in several documents "
        "counts once. “Mixed” appears only where both sides were said. “Implied” was never said: it follows, by the "
        "codebook, from what was said on a position that contradicts or implies this one. “Reported” is known only from "
        "what another party said of the actor. The date is that of the last statement.",
    ),
    (
        "How agreement is counted",
        "On each position two actors agree by 1 minus half the distance of their mean values. The positions on which both "
        "have spoken are averaged, and weigh more the more statements each has. Silence is never half an agreement: where "
        "nothing is shared there is no number. 1 is full agreement, 0 full difference.",
    ),
    (
        "How sure the number is",
        "The interval repeats the count on stores whose documents are drawn at random from this one's (a bootstrap with the "
        "seed that is printed), and shows the middle 95 %. Few documents give a wide interval. “Beyond chance” is what "
        "remains of the agreement when the actors' values are paired at random: 0 is no better than chance, less is worse.",
    ),
    (
        "What the pictures say",
        "In the network a solid line counts the positions on which two actors stand on the same side, a dashed line those "
        "on which they stand on opposite sides; a mixed standing counts for neither. In the timeline a long silence is "
        "shortened and marked ⋯. A change of stance is claimed only where two statements that were really said stand on "
        "opposite sides and their dates leave no doubt about the order; it is as sure as both readings together.",
    ),
    (
        "What the page cannot say",
        "It covers what these documents report, and not all that an actor has said or done. Who is quoted more looks more "
        "certain. A position that no document mentions is missing, and silence on this page is not silence in the world.",
    ),
)  # fmt: skip


def method(found: Findings) -> list[Markup]:
    """Each question with its answer, then the coders."""
    terms = [tag("div", None, tag("dt", None, head), tag("dd", None, text)) for head, text in PARAGRAPHS]
    coders = "; ".join(found.about.coders)
    return [
        tag("dl", {"class": "method"}, terms),
        tag("p", {"class": "facts"}, f"Made by positions {found.about.program}. Coded by: {coders}."),
    ]
