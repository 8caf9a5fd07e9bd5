"""Where the world of a pack is lived."""

from karski.exercise.packs.pack import Pack
from karski.exercise.packs.story import Community as Written
from karski.exercise.world import Community, Setting
from karski.framework import FACTORS


def setting_of(pack: Pack) -> Setting:
    """Return the world model's setting of a pack.

    Violence reaches the other communities of a region and those of its neighbours,
    whichever of two regions names the other.
    """
    return Setting(tuple(_community(pack, each) for each in pack.communities))


def _community(pack: Pack, written: Written) -> Community:
    return Community(
        key=written.key,
        people=written.people,
        factors=tuple(written.factors[number] for number in range(1, FACTORS + 1)),
        phase=written.phase,
        trust=written.trust,
        neighbours=tuple(
            other.key
            for other in pack.communities
            if other.key != written.key and _near(pack, written.region, other.region)
        ),
    )


def _near(pack: Pack, region: str, other: str) -> bool:
    return (
        region == other
        or other in pack.regions[region].neighbours
        or region in pack.regions[other].neighbours
    )
