"""What the codes of measures mean, in plain words."""

from typing import Final

from karski.measures._evidence import Direction, Grade
from karski.measures._measure import Actor, Cost, Kind, Strategy

ACTORS: Final[dict[Actor, str]] = {
    "MFA": "ministry of foreign affairs",
    "MoD": "ministry of defence",
    "MoI": "ministry of the interior",
    "MoJ": "ministry of justice",
    "INT": "intelligence services",
    "RES": "researchers",
    "CSO": "civil society",
    "EU": "European Union",
    "UN": "United Nations",
    "OSCE": "Organization for Security and Co-operation in Europe",
    "host": "the state where it happens",
    "media": "media",
}
KINDS: Final[dict[Kind, str]] = {
    "warning": "warning",
    "diplomatic": "diplomatic",
    "legal": "legal",
    "economic": "economic",
    "information": "information",
    "security": "security",
    "protection": "protection",
    "structural": "structural",
}
STRATEGIES: Final[dict[Strategy, str]] = {
    "dissuade": "dissuade perpetrators",
    "degrade": "degrade their capacity",
    "protect": "protect civilians",
    "transition": "facilitate a transition",
}
COSTS: Final[dict[Cost, str]] = {
    "low": "low: time of staff",
    "medium": "medium: a line in a budget",
    "high": "high: a programme of its own",
    "very high": "very high: an operation",
}
GRADES: Final[dict[Grade, str]] = {
    "A-": "a benefit on average, contested",
    "B": "mixed, with strong factors of success",
    "C": "mixed, and thinly studied",
    "U": "not graded: it may help or harm",
}
DIRECTIONS: Final[dict[Direction, str]] = {
    "less": "points to less killing, on balance",
    "more": "points to more killing, on balance",
    "unknown": "unknown whether it means less killing or more",
}
UNTIL_WITHDRAWN: Final = "until withdrawn"
