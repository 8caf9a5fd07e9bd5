"""A run of the small pack with every kind of event in it, for the golden journal.

Whoever changes what a journal holds on purpose writes the golden one anew:
``PYTHONPATH=src:tests python -c "import exercise_script; exercise_script.write()"``.
"""

from pathlib import Path

from exercise_pack import SEED, TEXT, pack
from karski.exercise import commands as c
from karski.exercise.acting import perform
from karski.exercise.advancing import advance
from karski.exercise.journal import Header
from karski.exercise.journal import write as write_journal
from karski.exercise.moments import HOUR, MINUTE, moment
from karski.exercise.state import State, first

GOLDEN = Path(__file__).parent / "golden" / "low_water.jsonl"
HEADER = Header.of("low_water", TEXT, pack(), SEED)
F = "facilitator"
WALL = 1_800_000_000_000
MOMENT = "1 11:00"


def scripted() -> State:
    """Live the run."""
    state = first(pack(), SEED)
    for command in _before():
        perform(state, command)
    for at, command in _during():
        perform(state, command, moment(at))
    _decide(state)
    _close(state)
    return state


def write() -> None:
    """Write the golden journal."""
    write_journal(GOLDEN, HEADER, scripted().events)


def _before() -> list[c.Command]:
    return [
        c.TakeSeat(by="envoy", role="envoy", player="p1"),
        c.TakeSeat(by=F, role="interior", player="p2"),
        c.TakeSeat(by=F, role="justice", player="p3"),
        c.LeaveSeat(by=F, role="justice", player="p3"),
        c.HandToBot(by=F, role="justice"),
        c.SetPhase(by=F, stage="brief", title="Welcome"),
        c.HoldInject(by=F, inject="note"),
        c.Start(by=F, wall=WALL),
        c.SetPhase(by=F, stage="discuss"),
    ]


def _during() -> list[tuple[str, c.Command]]:
    return [
        ("1 08:30", c.Read(by="monitor", event=9, player="p4")),
        ("1 08:31", c.Share(by="monitor", event=9, to=("envoy",), text="Listen.")),
        ("1 08:40", c.Say(by="envoy", text="Köszönöm! 🕊", to=("monitor",), about=12)),
        ("1 08:45", c.NoteOnBoard(by="monitor", text="Who owns the radio?")),
        ("1 08:50", c.RequestInformation(by="envoy", text="Who?", of="interior")),
        ("1 09:00", c.GiveInformation(by="interior", request=15, text="A lawyer.")),
        ("1 09:05", c.AskAdvice(by="interior", text="May we close it?")),
        ("1 09:10", c.GiveAdvice(by="expert", asked=17, text="By a court.")),
        ("1 09:20", c.Hint(by=F, to="interior", text="Ask Justice.")),
        ("1 09:30", c.Announce(by=F, text="Coffee in ten minutes.")),
        ("1 10:30", c.EditInject(by=F, inject="note", text="Men buy much petrol.")),
        ("1 10:31", c.RetargetInject(by=F, inject="note", to=("interior",))),
        ("1 10:32", c.ReleaseInject(by=F, inject="note")),
        ("1 10:40", c.SendInject(by=F, inject="spare")),
        ("1 10:41", c.RecallInject(by=F, sent=25, reason="Too early.")),
        (
            "1 10:50",
            c.Improvise(
                by=F,
                text={"en": "A bus was stopped.", "hu": "Megállítottak egy buszt."},
                title="Bus",
                channel="field",
                sender="A driver",
                to=("monitor", "interior"),
                grade=("B", 3),
            ),
        ),
        (
            "1 10:55",
            c.Adjust(
                by=F,
                community="hills/herders",
                variable="factor",
                factor=8,
                value=0.55,
                reason="The bus.",
            ),
        ),
        (MOMENT, c.Pause(by=F, wall=WALL + 3 * MINUTE)),
        (MOMENT, c.StepOut(by="envoy", role="envoy", player="p1")),
        (MOMENT, c.StepBack(by="envoy", role="envoy", player="p1")),
        (MOMENT, c.Resume(by=F, wall=WALL + 9 * MINUTE)),
        (MOMENT, c.SetRate(by=F, wall=WALL + 9 * MINUTE, rate=30)),
        (MOMENT, c.SetPhase(by=F, stage="decide")),
    ]


def _decide(state: State) -> None:
    perform(
        state,
        c.Propose(
            by="envoy",
            measure="mediation",
            target="hills",
            rationale="They would talk.",
            legal_basis="Mandate, article 2",
            owner="The envoy",
            nonce="a1",
        ),
    )
    mediation = max(state.decisions)
    perform(state, c.Sign(by="interior", decision=mediation), state.at + HOUR)
    cell = c.Propose(
        by="interior",
        measure="joint_risk_cell",
        target="all",
        rationale="We know too little.",
        parameters={"seat": "town"},
    )
    for outcome in ("voted", "declined", "allowed"):
        perform(state, cell, state.at + MINUTE)
        number = max(state.decisions)
        perform(state, c.Vote(by="monitor", decision=number, favours=True))
        if outcome == "voted":
            perform(state, c.Vote(by="bot:justice", decision=number, favours=True))
            advance(state, state.at + 2 * HOUR)
            perform(state, c.Withdraw(by="justice", decision=number, reason="Over."))
        elif outcome == "declined":
            perform(state, c.Vote(by="bot:justice", decision=number, favours=False))
            perform(state, c.Vote(by="interior", decision=number, favours=False))
        else:
            allow = c.Overrule(by=F, decision=number, verdict="allowed", reason="So.")
            perform(state, allow)
    _decline(state)


def _decline(state: State) -> None:
    perform(
        state,
        c.Propose(
            by="monitor",
            measure="unarmed_observers",
            target="town",
            rationale="We would see more.",
            asking=True,
        ),
    )
    number = max(state.decisions)
    perform(state, c.Decline(by="bot:justice", decision=number, reason="Unsafe."))


def _close(state: State) -> None:
    noon = moment("1 19:00")
    ask = c.AskQuestion(by=F, text="Will they meet?", closes=noon, to=("envoy",))
    perform(state, ask)
    own = list(state.questions)[-1]
    for question, chance in (("calm", 0.7), (own, 0.35)):
        perform(
            state,
            c.Forecast(by="envoy", question=question, probability=chance, player="p1"),
        )
    perform(state, c.HandToPeople(by=F, role="justice"))
    wall = state.clock.wall + 10 * MINUTE
    perform(state, c.Stop(by=F, wall=wall, reason="A break."))
    perform(state, c.Continue(by=F, wall=wall + 5 * MINUTE))
    perform(state, c.Jump(by=F, wall=wall + 6 * MINUTE, to=moment("8 12:00")))
    perform(state, c.ResolveQuestion(by=F, question=own, outcome=True))
    perform(state, c.Observe(by="observer", text="All spoke.", roles=("envoy",)))
    perform(state, c.Bookmark(by="expert", event=9, player="p9"))
    perform(state, c.End(by=F, wall=wall + 20 * MINUTE))
    perform(
        state,
        c.Rate(
            by="expert",
            capability="sharing",
            rating="S",
            evidence="The radio was known in half an hour.",
            events=(9, 13),
            player="p9",
        ),
    )
