"""What follows from a stance on one position for the positions that it contradicts, implies or is implied by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from positions.coding import arithmetic
from positions.coding.codebook import Codebook
from positions.model import Side, Stance


def with_implied(found: Sequence[Stance], codebook: Codebook) -> list[Stance]:
    """Add what follows from a stance: the other side of what contradicts, this side of what is implied."""
    result = {(s.position, s.actor): s for s in found}
    for stance in found:
        for slug, side, rule in _follows(stance, codebook):
            key = (slug, stance.actor)
            if key not in result:
                label, why = codebook.entry(slug).position.label, _WHY[rule, side]
                because = f"{stance.because} → so {arithmetic.VERBS[side]} {label}, which {why}"
                result[key] = replace(
                    stance,
                    position=slug,
                    side=side,
                    implied=True,
                    rule=rule,
                    because=because,
                    confidence=stance.confidence * 0.9,
                )
    return list(result.values())


_WHY = {
    ("contradicts", Side.OPPOSE): "contradicts it",
    ("implied by", Side.SUPPORT): "follows from it",
    ("implied by", Side.OPPOSE): "would imply it",
}


def _follows(stance: Stance, codebook: Codebook) -> Iterable[tuple[str, Side, str]]:
    """Who supports a position opposes what contradicts it; who only opposes it may oppose the contrary as well."""
    position, contraries = codebook.entry(stance.position).position, codebook.contraries(stance.position)
    for entry in codebook.entries:
        other = entry.position
        if stance.side is Side.OPPOSE:
            if stance.position in other.implies:
                yield other.slug, Side.OPPOSE, "implied by"
            continue
        if other.slug in contraries:
            yield other.slug, Side.OPPOSE, "contradicts"
        if other.slug in position.implies:
            yield other.slug, Side.SUPPORT, "implied by"
