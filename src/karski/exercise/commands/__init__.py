"""What people ask of an exercise: a command for each kind of event they bring about.

A command says who asks (`by`); `acting.act` answers with events, or refuses. A command
with a `nonce` is done once, however often it arrives.
"""

from karski.exercise.commands.command import Command, Words
from karski.exercise.commands.deciding import (
    Decline,
    Overrule,
    Propose,
    Sign,
    Vote,
    Withdraw,
)
from karski.exercise.commands.evaluating import Bookmark, Observe, Rate
from karski.exercise.commands.forecasting import AskQuestion, Forecast, ResolveQuestion
from karski.exercise.commands.injecting import (
    Adjust,
    EditInject,
    HoldInject,
    Improvise,
    RecallInject,
    ReleaseInject,
    RetargetInject,
    SendInject,
)
from karski.exercise.commands.running import (
    Continue,
    End,
    Jump,
    Pause,
    Resume,
    SetPhase,
    SetRate,
    Start,
    Stop,
    Timed,
)
from karski.exercise.commands.seating import (
    HandToBot,
    HandToPeople,
    LeaveSeat,
    Read,
    StepBack,
    StepOut,
    TakeSeat,
)
from karski.exercise.commands.talking import (
    Announce,
    AskAdvice,
    GiveAdvice,
    GiveInformation,
    Hint,
    NoteOnBoard,
    RequestInformation,
    Say,
    Share,
)

__all__ = [
    "Adjust",
    "Announce",
    "AskAdvice",
    "AskQuestion",
    "Bookmark",
    "Command",
    "Continue",
    "Decline",
    "EditInject",
    "End",
    "Forecast",
    "GiveAdvice",
    "GiveInformation",
    "HandToBot",
    "HandToPeople",
    "Hint",
    "HoldInject",
    "Improvise",
    "Jump",
    "LeaveSeat",
    "NoteOnBoard",
    "Observe",
    "Overrule",
    "Pause",
    "Propose",
    "Rate",
    "Read",
    "RecallInject",
    "ReleaseInject",
    "RequestInformation",
    "ResolveQuestion",
    "Resume",
    "RetargetInject",
    "Say",
    "SendInject",
    "SetPhase",
    "SetRate",
    "Share",
    "Sign",
    "Start",
    "StepBack",
    "StepOut",
    "Stop",
    "TakeSeat",
    "Timed",
    "Vote",
    "Withdraw",
    "Words",
]
