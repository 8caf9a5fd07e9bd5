"""What is refused, and the sentence that says why."""

from string import Formatter

import pytest

from exercise_runs import FACILITATOR, WALL, started
from karski.exercise import commands as c
from karski.exercise.acting import ACTS, act, perform
from karski.exercise.moments import MINUTE, moment
from karski.exercise.packs.texts import Text
from karski.exercise.refusals import REFUSALS, WORDED, WORDS, Refused
from karski.exercise.state import State

F = FACILITATOR
NOW = moment("1 11:00")


@pytest.fixture
def state() -> State:
    """A run at 11:00 with mediation proposed (event 4) and a question asked."""
    run = started()
    proposal = c.Propose(by="envoy", measure="mediation", target="hills", rationale="x")
    perform(run, proposal, NOW)
    perform(run, c.AskQuestion(by=F, text="?", closes=NOW + MINUTE, to=("monitor",)))
    return run


def cell(**changed: object) -> c.Propose:
    given = {
        "by": "interior",
        "measure": "joint_risk_cell",
        "target": "town",
        "rationale": "x",
        "parameters": {"seat": "town"},
    }
    return c.Propose(**{**given, **changed})


def announced(text: str) -> c.Announce:
    return c.Announce(by=F, text=text)


REFUSED: list[tuple[c.Command, str]] = [
    (c.Start(by=F, wall=WALL), "The exercise has started already."),
    (c.Resume(by=F, wall=WALL), "The clock runs already."),
    (c.Continue(by=F, wall=WALL), "The exercise is not stopped"),
    (c.Jump(by=F, wall=WALL, to=NOW - 1), "Time cannot go back: it is 1 11:00"),
    (
        c.Jump(by=F, wall=WALL, to=moment("11 00:00")),
        "The exercise lasts until 10 18:00",
    ),
    (c.SetPhase(by=F, stage="lunch"), "no phase lunch; choose one of brief, discuss"),
    (c.Pause(by="envoy", wall=WALL), "Only the facilitator can do this."),
    (c.Stop(by="envoy", wall=WALL), "Only the facilitator, an expert can do this."),
    (c.SendInject(by="envoy", inject="spare"), "Only the facilitator can"),
    (c.Observe(by="nobody", text="x"), "Only the facilitator, an expert can"),
    (c.SendInject(by=F, inject="first"), "Radio has been sent already, at 1 08:00."),
    (c.HoldInject(by=F, inject="first"), "Radio has been sent already"),
    (c.SendInject(by=F, inject="none"), "This exercise has no inject none."),
    (c.ReleaseInject(by=F, inject="spare"), "Spare is not held"),
    (c.RecallInject(by=F, sent=1, reason="x"), "Event 1 sent nothing to desks"),
    (c.RecallInject(by=F, sent=99, reason="x"), "Event 99 sent nothing to desks"),
    (c.RecallInject(by=F, sent=2, reason=" "), "The reason is empty; write it."),
    (c.RetargetInject(by=F, inject="spare", to=()), "Nobody would receive this"),
    (c.RetargetInject(by=F, inject="spare", to=("king",)), "no seat king; choose one"),
    (
        c.Improvise(by=F, text="x", channel="pigeon", sender="y", to=("all",)),
        "no channel pigeon; choose one of cable",
    ),
    (
        c.Improvise(by=F, text="x", channel="intelligence", sender="y", to=("all",)),
        "Intelligence needs a grade",
    ),
    (
        c.Improvise(
            by=F, text="x", channel="press", sender="y", to=("all",), grade=("G", 1)
        ),
        "A grade is a letter from A to F",
    ),
    (
        c.Improvise(
            by=F, text={"en": "x", "hu": ""}, channel="press", sender="y", to=("all",)
        ),
        "The text is empty",
    ),
    (
        c.Adjust(by=F, community="sea", variable="trust", value=1, reason="x"),
        "no community sea here; choose one of hills/herders, town/traders",
    ),
    (
        c.Adjust(
            by=F, community="hills/herders", variable="trust", value=2, reason="x"
        ),
        "The trust must lie between 0 and 1; it is 2.",
    ),
    (
        c.Adjust(
            by=F, community="hills/herders", variable="factor", value=1, reason="x"
        ),
        "A factor is a number from 1 to 14.",
    ),
    (
        c.Adjust(by=F, community="hills/herders", variable="luck", value=1, reason="x"),
        "no variable luck",
    ),
    (
        cell(by="monitor"),
        "A joint cell is not for Monitor to decide; Interior, Justice can. You can ask"
        " them: put it to them as a proposal.",
    ),
    (cell(measure="war"), "This exercise does not offer war"),
    (
        cell(target="sea"),
        "A joint cell cannot be aimed at sea; choose one of all, hills",
    ),
    (cell(rationale=""), "The rationale is empty; write it."),
    (
        cell(parameters={}),
        "A joint cell needs a choice of Seat: one of In the capital, In the town.",
    ),
    (cell(parameters={"seat": "sea"}), "A joint cell needs a choice of Seat"),
    (
        cell(parameters={"seat": "town", "size": "big"}),
        "A joint cell has no choice of size; leave it out.",
    ),
    (cell(by="king"), "This exercise has no seat king; choose one of envoy, interior"),
    (cell(by="bot:interior"), "People play Interior; the bot leaves it to them."),
    (
        c.Propose(by="envoy", measure="mediation", target="hills", rationale="x"),
        "is proposed for The Hills already (decision 4)",
    ),
    (c.Sign(by="envoy", decision=4), "Envoy has signed this already."),
    (c.Sign(by="justice", decision=4), "There is no decision 4."),
    (
        c.Sign(by="monitor", decision=4),
        "does not wait for the signature of Monitor; Interior can sign.",
    ),
    (c.Sign(by="envoy", decision=1), "There is no decision 1."),
    (c.Decline(by="interior", decision=4, reason=""), "The reason is empty"),
    (c.Vote(by="monitor", decision=4, favours=True), "Nobody votes on"),
    (
        c.Withdraw(by="interior", decision=4, reason="x"),
        "Only who proposed it, or Envoy",
    ),
    (
        c.Overrule(by=F, decision=4, verdict="perhaps", reason="x"),
        "A verdict is allowed or refused, not perhaps.",
    ),
    (c.Say(by="envoy", text="x", to=("king",)), "no seat king"),
    (c.Say(by=F, text="x"), "Nobody would receive this"),
    (c.Say(by="envoy", text="x", about=2), "There is no event 2 on this desk."),
    (
        c.Share(by="envoy", event=2, to=("interior",)),
        "There is no event 2 on this desk.",
    ),
    (
        c.Share(by="envoy", event=4, to=("interior",)),
        "Event 4 holds nothing that can be",
    ),
    (c.Share(by="monitor", event=2, to=("monitor",)), "Nobody would receive this"),
    (c.GiveInformation(by="envoy", request=4, text="x"), "There is no event 4"),
    (c.Hint(by=F, to="king", text="x"), "no seat king"),
    (c.GiveAdvice(by="observer", asked=4, text="x"), "Only an expert, the facilitator"),
    (announced(""), "The text is empty; write it."),
    (announced(" \n"), "The text is empty; write it."),
    (announced("🕊" * 10_001), "The text has 10001 characters; 10000 is the most"),
    (announced("a\0b"), "The text holds characters that cannot be kept"),
    (announced("a\ud800"), "The text holds characters that cannot be kept"),
    (c.AskQuestion(by=F, text="?", closes=NOW), "A question must close after 1 11:00"),
    (
        c.Forecast(by="envoy", question="own-7", probability=0.5),
        "This question was not put to Envoy.",
    ),
    (c.Forecast(by="envoy", question="calm", probability=0.5), "no question calm that"),
    (c.Forecast(by="monitor", question="own-7", probability=1.5), "between 0 and 1"),
    (c.Forecast(by="monitor", question="own-7", probability=-0.1), "between 0 and 1"),
    (
        c.Forecast(by="monitor", question="own-7", probability=float("nan")),
        "The probability is no number; give one from 0 to 1.",
    ),
    (c.TakeSeat(by="envoy", role="king", player="p"), "no seat king"),
    (
        c.TakeSeat(by="envoy", role="monitor", player="p"),
        "Only Monitor, the facilitator",
    ),
    (c.TakeSeat(by=F, role="monitor", player=""), "A seat is taken by a player"),
    (c.LeaveSeat(by=F, role="monitor", player="p"), "does not sit in Monitor"),
    (c.HandToPeople(by=F, role="monitor"), "People play Monitor already."),
    (c.Read(by="envoy", event=2), "There is no event 2 on this desk."),
    (c.Bookmark(by="expert", event=99), "There is no event 99"),
    (
        c.Rate(by="expert", capability="cooking", rating="P", evidence="x"),
        "The evaluation guide has no cooking; choose one of sharing, deciding.",
    ),
    (
        c.Rate(by="expert", capability="sharing", rating="A", evidence="x"),
        "A rating is P, S, M or U, not A.",
    ),
]


@pytest.mark.parametrize(("command", "says"), REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence_and_changes_nothing(
    state: State, command: c.Command, says: str
) -> None:
    count = len(state.events)
    with pytest.raises(Refused) as refused:
        perform(state, command)
    assert says in str(refused.value)
    assert str(refused.value).endswith(".")
    assert {refused.value.names.get(name) for name in WORDED} <= {None, *WORDS}
    assert len(state.events) == count


def twice(first_time: c.Command, says: str, second: c.Command | None = None) -> object:
    return pytest.param(first_time, second or first_time, says, id=says)


@pytest.mark.parametrize(
    ("one", "two", "says"),
    [
        twice(c.SendInject(by=F, inject="spare"), "Spare has been sent already"),
        twice(c.HoldInject(by=F, inject="spare"), "Spare is held already."),
        twice(c.RecallInject(by=F, sent=2, reason="x"), "been recalled already"),
        twice(c.Pause(by=F, wall=WALL), "The clock stands already."),
        twice(c.Stop(by=F, wall=WALL), "The exercise is stopped for safety"),
        twice(cell(), "A joint cell is proposed for The Town already"),
        twice(
            c.Propose(
                by="justice", measure="unarmed_observers", target="town", rationale="x"
            ),
            "is taken for The Town already (decision 8) and cannot be taken twice",
        ),
        twice(c.Sign(by="interior", decision=4), "no longer waits: it is taken."),
        twice(
            c.Decline(by="interior", decision=4, reason="x"),
            "no longer waits: it is declined.",
        ),
        twice(
            c.Withdraw(by="envoy", decision=4, reason="x"),
            "no longer waits: it is withdrawn.",
        ),
        twice(
            c.Overrule(by=F, decision=4, verdict="refused", reason="x"),
            "no longer waits: it is refused.",
        ),
        twice(
            c.ResolveQuestion(by=F, question="own-7", outcome=True), "resolved already"
        ),
        twice(
            c.TakeSeat(by=F, role="monitor", player="p"),
            "sits in Monitor already",
            c.TakeSeat(by=F, role="envoy", player="p"),
        ),
        twice(c.HandToBot(by=F, role="monitor"), "A bot plays Monitor already."),
    ],
)
def test_what_is_done_is_not_done_again(
    state: State, one: c.Command, two: c.Command, says: str
) -> None:
    perform(state, one)
    with pytest.raises(Refused) as refused:
        perform(state, two)
    assert says in str(refused.value)


def test_ten_thousand_characters_of_emoji_are_kept(state: State) -> None:
    perform(state, announced("🕊" * 10_000))
    assert state.events[-1].data["text"] == "🕊" * 10_000


def test_an_act_alone_changes_nothing(state: State) -> None:
    count = len(state.events)
    assert len(act(state, announced("x"))) == 1
    assert len(state.events) == count


def test_every_command_has_its_act() -> None:
    named = {getattr(c, name) for name in c.__all__} - {c.Words, c.Command, c.Timed}
    assert set(ACTS) == named


def test_a_refusal_is_told_in_another_language_with_the_packs_words() -> None:
    refused = Refused("signed_twice", role=Text(en="Envoy", hu="Követ"))
    assert str(refused) == "Envoy has signed this already."
    assert refused.told("hu", "{role} már aláírta.") == "Követ már aláírta."
    empty = Refused("empty", field="reason")
    assert empty.told("hu", "{field}: üres.", {"reason": "ok"}.get) == "ok: üres."
    several = Refused("not_allowed", who=(Text(en="A"), Text(en="B", hu="Bé")))
    assert several.told("hu") == "Only A, Bé can do this."


def test_every_sentence_names_things_and_ends() -> None:
    for template in REFUSALS.values():
        assert template.endswith(".")
        names = [name for _, name, _, _ in Formatter().parse(template) if name]
        assert all(name.isidentifier() for name in names)
