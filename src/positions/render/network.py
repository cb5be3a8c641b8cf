"""A network as a list of its ties, the strongest first; who belongs together; what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from positions.analysis.communities import Communities, Polarisation
from positions.analysis.networks import Network, Tie
from positions.render import words
from positions.render.safe import name, on_one_line
from positions.render.tables import table

Labels = Mapping[str, str]  # codes and slugs to what people call them
SHOWN = 24  # names of one group; the data formats have all


def network(
    found: Network,
    shown: Sequence[Tie],
    labels: Labels,
    measure: str,
    communities: Communities | None = None,
    polarisation: Polarisation | None = None,
) -> Group:
    """These ties of the network, then how many there are, then its communities."""
    parts: list[RenderableType] = [_ties(found, shown, labels, measure), Text()]
    if found.one_mode:
        ends = words.count(len(found.actors), "actor")
    else:
        ends = f"{words.count(len(found.actors), 'actor')}, {words.count(len(found.columns), 'position')}"
    parts.append(Text(f"{ends}, {words.count(int(sum(found.spoken)), 'stance')} counted", "dim"))
    if communities:
        parts += [Text(), *_communities(communities, labels)]
    if polarisation:
        parts += [Text(), *_polarisation(polarisation, labels)]
    return Group(*parts)


def _ties(found: Network, ties: Sequence[Tie], labels: Labels, measure: str) -> Table:
    shown = table(expand=True)
    shown.add_column("Actor", ratio=1)
    shown.add_column("Actor" if found.one_mode else "Position", ratio=1)
    shown.add_column(measure.capitalize(), justify="right", no_wrap=True)
    shown.add_column("Positions" if found.one_mode else "n", justify="right", no_wrap=True)
    for each in ties:
        ends = (name(labels[each.source]), name(labels[each.target]))
        shown.add_row(*ends, weight(each.weight), f"{each.basis:,}")
    return shown


def weight(value: float) -> Text:
    """A whole number as one, anything else with three places; a minus that is as wide as a plus.

    >>> weight(3.0).plain, weight(-0.5).plain, weight(1234.0).plain
    ('3', '−0.500', '1,234')
    """
    shown = f"{value:,.0f}" if value == round(value) else f"{value:,.3f}"
    return Text(shown.replace("-", "−"), "red" if value < 0 else "")


# --- who belongs together --------------------------------------------------------------------


def _communities(found: Communities, labels: Labels) -> list[RenderableType]:
    heading = f"{words.count(len(found.groups), 'community', 'communities')}"
    method = f" (Louvain, modularity {found.modularity:.2f}, seed {found.seed})"
    parts: list[RenderableType] = [Text.assemble((heading, "bold"), (method, "dim"))]
    parts += [_group(str(number), each, labels) for number, each in enumerate(found.groups, start=1)]
    if found.alone:
        parts.append(_group("Tied to nobody", found.alone, labels))
    return parts


def _polarisation(found: Polarisation, labels: Labels) -> list[RenderableType]:
    scale = f" (0 one camp, 1 two camps without a tie; seed {found.seed})"
    heading = Text.assemble((f"Polarisation {found.value:.2f}", "bold"), (scale, "dim"))
    return [
        heading,
        *(_group(side, each, labels) for side, each in zip("AB", found.sides, strict=True) if each),
    ]


def _group(label: str, actors: Sequence[str], labels: Labels) -> Padding:
    named = on_one_line("; ".join(name(labels[each]).plain for each in actors[:SHOWN]))
    if len(actors) > SHOWN:
        named += Text(f"; and {len(actors) - SHOWN:,} more", "dim")
    return Padding(Text(f"{label}: ") + named, (0, 0, 0, 2), expand=False)
