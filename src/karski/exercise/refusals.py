"""Why an exercise does not do what somebody asks, each in one sentence.

The sentences are templates, so that a site can say them in its languages.
"""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from karski.core.errors import ExerciseError
from karski.exercise.events import Event
from karski.exercise.packs.texts import Text

Name: TypeAlias = str | float | Text | tuple[Text, ...]

REFUSALS: Final = {
    "already_started": "The exercise has started already.",
    "not_started": "The exercise has not started; the facilitator starts it.",
    "ended": "The exercise has ended; only notes, ratings and stepping out are left.",
    "stopped": (
        "The exercise is stopped for safety; write to the facilitator, or wait until"
        " it goes on."
    ),
    "not_stopped": "The exercise is not stopped, so there is nothing to continue.",
    "paused_already": "The clock stands already.",
    "runs_already": "The clock runs already.",
    "rate": "The clock runs 1 to {most} times as fast as the room's, not {rate} times.",
    "wall": "{wall} is no time of a wall clock in whole milliseconds from 0.",
    "jump_back": "Time cannot go back: it is {now}; jump to a later moment.",
    "jump_beyond": "The exercise lasts until {ends}; jump to a moment before that.",
    "stage": "There is no phase {stage}; choose one of {known}.",
    "not_in_phase": (
        "Nothing is decided in this phase of the exercise; wait until the facilitator"
        " opens the next."
    ),
    "not_allowed": "Only {who} can do this.",
    "not_the_bots": "People play {role}; the bot leaves it to them.",
    "unknown_role": "This exercise has no seat {name}; choose one of {known}.",
    "unknown_inject": "This exercise has no inject {name}.",
    "unknown_measure": "This exercise does not offer {name}; choose one it offers.",
    "unknown_target": "{measure} cannot be aimed at {name}; choose one of {known}.",
    "unknown_community": "There is no community {name} here; choose one of {known}.",
    "unknown_decision": "There is no decision {number}.",
    "unknown_question": "There is no question {name} that has been asked.",
    "unknown_event": "There is no event {number} on this desk.",
    "unknown_capability": "The evaluation guide has no {name}; choose one of {known}.",
    "unknown_variable": "There is no variable {name}; choose one of {known}.",
    "unknown_channel": "There is no channel {name}; choose one of {known}.",
    "empty": "The {field} is empty; write it.",
    "too_long": "The {field} has {length} characters; {most} is the most, shorten it.",
    "unreadable": "The {field} holds characters that cannot be kept; type it anew.",
    "nobody": "Nobody would receive this; choose at least one seat.",
    "not_a_number": "The {field} is no number; give one from {least} to {most}.",
    "range": "The {field} must lie between {least} and {most}; it is {value}.",
    "inject_sent": "{title} has been sent already, at {at}.",
    "inject_held": "{title} is held already.",
    "inject_not_held": "{title} is not held, so it cannot be released.",
    "not_sent": "Event {number} sent nothing to desks, so it cannot be recalled.",
    "recalled": "This has been recalled already.",
    "no_authority": (
        "{measure} is not for {role} to decide; {who} can. You can ask them: put it to"
        " them as a proposal."
    ),
    "not_a_signer": (
        "{measure} does not wait for the signature of {role}; {who} can sign."
    ),
    "needs_nobody": "{measure} waits for nobody's signature.",
    "not_a_voter": "{role} has no vote on {measure}; {who} vote.",
    "no_vote": "Nobody votes on {measure}; it waits for signatures.",
    "not_to_withdraw": "Only who proposed it, or {who}, can withdraw {measure}.",
    "no_parameter": "{measure} needs a choice of {name}: one of {known}.",
    "spare_parameter": "{measure} has no choice of {name}; leave it out.",
    "twice_open": (
        "{measure} is proposed for {target} already (decision {decision}); sign that,"
        " or wait for it."
    ),
    "twice_taken": (
        "{measure} is taken for {target} already (decision {decision}) and cannot be"
        " taken twice."
    ),
    "signed_twice": "{role} has signed this already.",
    "declined_already": "{role} has declined this already.",
    "voted_twice": "{role} has voted on this already.",
    "closed_decision": "This decision no longer waits: it is {status}.",
    "verdict": "A verdict is allowed or refused, not {name}.",
    "not_asked": "This question was not put to {role}.",
    "question_closed": "This question closed at {at}; it takes no more answers.",
    "closes_early": "A question must close after {now}, by {ends}.",
    "resolved": "This question is resolved already.",
    "resolves_itself": "This question is resolved by the exercise itself, at {at}.",
    "not_shareable": "Event {number} holds nothing that can be shared.",
    "not_your_request": "This was not asked of {role}; {who} can answer.",
    "answered": "This has been answered already.",
    "no_player": "A seat is taken by a player; say by whom.",
    "seated": "This player sits in {role} already.",
    "not_seated": "This player does not sit in {role}.",
    "bot_already": "A bot plays {role} already.",
    "people_already": "People play {role} already.",
    "rating": "A rating is P, S, M or U, not {name}.",
    "grade": "A grade is a letter from A to F and a number from 1 to 6.",
    "needs_grade": "Intelligence needs a grade: a letter from A to F, a number 1 to 6.",
    "factor": "A factor is a number from 1 to {most}.",
}


# what stands for {field} and {status}: words to translate, unlike a pack's own
WORDED: Final = ("field", "status")
TIMED: Final = ("now", "ends", "at")  # moments as packs write them
WORDS: Final = (
    "text",
    "title",
    "reason",
    "rationale",
    "legal basis",
    "owner",
    "evidence",
    "sender",
    "player",
    "probability",
    "phase",
    "trust",
    "factor",
    "incidents",
    "deaths",
    "displaced",
    "proposed",
    "taken",
    "in effect",
    "declined",
    "withdrawn",
    "refused",
)


class Refused(ExerciseError):  # noqa: N818 -- it is an answer, not a fault
    """An exercise does not do it: one sentence why, and what to do.

    Attributes
    ----------
    code : str
        Its template in `REFUSALS`.
    names : dict
        What stands in it: words, numbers, texts of the pack, or several of those.
    happened : tuple of Event
        What had fallen due before, and was applied all the same; see
        `advancing.perform`.
    """

    def __init__(self, code: str, **names: Name) -> None:
        self.code = code
        self.names = names
        self.happened: tuple[Event, ...] = ()
        super().__init__(self.told())

    def told(
        self,
        language: str = "en",
        template: str | None = None,
        word: Callable[[str], str] = str,
        when: Callable[[str], str] = str,
    ) -> str:
        """Return the sentence, with the pack's texts in a language.

        Parameters
        ----------
        language : str
        template : str or None
            ``REFUSALS[code]`` in that language; by default in English.
        word : callable
            Translates one of `WORDS`.
        when : callable
            Says a moment, which packs write as in ``2 08:30``, in that language.

        Examples
        --------
        >>> role = Text(en="Envoy", hu="Követ")
        >>> Refused("signed_twice", role=role).told("hu", "{role} már aláírta.")
        'Követ már aláírta.'
        """
        said = {name: _said(each, language) for name, each in self.names.items()}
        said |= {name: word(said[name]) for name in WORDED if name in said}
        said |= {name: when(said[name]) for name in TIMED if name in said}
        return (template or REFUSALS[self.code]).format(**said)


def _said(name: Name, language: str) -> str:
    if isinstance(name, Text):
        return name.told(language)
    if isinstance(name, tuple):
        return ", ".join(text.told(language) for text in name)
    return f"{name:g}" if isinstance(name, float) else str(name)


def listed(names: Iterable[str]) -> str:
    """Return names one after another, the first twenty at most.

    Examples
    --------
    >>> listed(["north", "south"])
    'north, south'
    """
    known = list(names)
    more = ", ..." if len(known) > 20 else ""
    return ", ".join(known[:20]) + more
