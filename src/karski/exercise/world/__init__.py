"""The world of an exercise: communities under risk, day by day, in many runs at once.

It is a teaching device, held to the base rates of real violence, and no forecast of
anything: `CANNOT_SAY` says what it cannot say.
"""

from karski.exercise.world.adjustments import Adjustment, adjusted
from karski.exercise.world.assuming import Assumptions, assumptions
from karski.exercise.world.cannot_say import CANNOT_SAY
from karski.exercise.world.days import next_day
from karski.exercise.world.effects import Effect, effect_sizes
from karski.exercise.world.fitting import fit
from karski.exercise.world.pairing import Difference, paired
from karski.exercise.world.setting import Community, Setting
from karski.exercise.world.state import World, first
from karski.exercise.world.varying import Sensitivity, sensitivity

__all__ = [
    "CANNOT_SAY",
    "Adjustment",
    "Assumptions",
    "Community",
    "Difference",
    "Effect",
    "Sensitivity",
    "Setting",
    "World",
    "adjusted",
    "assumptions",
    "effect_sizes",
    "first",
    "fit",
    "next_day",
    "paired",
    "sensitivity",
]
