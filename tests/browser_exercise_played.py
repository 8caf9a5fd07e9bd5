"""An exercise as it goes in the room, part by part, in real browsers."""

from playwright.sync_api import expect

import browser_exercise_console as console
import browser_exercise_desks as desks
import browser_exercise_journals as journals
from browser_exercise import FAR, LONG, PACK, SEED, Room, answered
from browser_site import kill, serve
from karski.exercise.events import BOT, Kind
from karski.exercise.packs.reading import shipped
from karski.exercise.replaying import replay

QUICK = 1800  # half an hour of the exercise in a second
AWAY = "[data-offline]"
BOARD = "#board-text"
TO_TWO = ("editor", "hill")


def it_starts(room: Room) -> None:
    room.people.visit(room.flora, room.at, "exercise ready")
    room.people.visit(room.flora, f"{room.at}console/", "exercise console before")
    console.clock(room, "start")
    room.caught_up()
    console.speed(room, QUICK)
    for each in room.players:
        each.page.locator(".message:not(.happened)").first.wait_for(timeout=LONG)


def people_talk(room: Room) -> None:
    """Have them write, share, read; two at one desk, and across two languages."""
    first, second = (each for each in room.players if each.role == "interior")
    desks.board(first, "We meet at noon.")
    desks.board(second, "Na poludnie, v modrej miestnosti.")
    desks.say(room.of("security"), "The lists were copied.", "interior", "chief")
    desks.say(room.of("eu"), "What do you need from Brussels?", "un", "envoy")
    desks.say(first, "Who copied them?", "security", "prosecutor")
    news = _to_all(room)
    desks.share(room.of("police"), news, "Please read by evening.", "hill", "monitor")
    room.people.look(room.of("police").seen, "exercise shared")
    room.people.look(room.of("security").seen, "exercise talk")
    room.of("hill").goto()
    room.people.look(room.of("hill").seen, "exercise desk with news")


def _to_all(room: Room) -> int:
    return next(e.seq for e in room.events if e.kind is Kind.INJECT_SENT)


def a_pause_and_an_improvised_inject(room: Room) -> None:
    console.clock(room, "pause")
    room.caught_up()
    room.people.look(room.flora, "exercise console paused")
    console.improvise(room, TO_TWO)
    room.caught_up()
    told = {each.role for each in room.players if console.TOLD in each.page.content()}
    assert told == set(TO_TWO)
    console.clock(room, "resume")


def one_is_offline_for_a_while(room: Room) -> None:
    """Break one phone's line; what it missed comes when there is one again."""
    away = room.of(FAR)
    away.context.set_offline(True)
    room.line.cut()
    expect(away.page.locator(AWAY)).to_be_visible(timeout=LONG)
    last = away.page.evaluate(journals.LAST)
    desks.say(room.of("un"), "The clinic is short of insulin.", FAR, "hill")
    desks.board(room.of("researcher"), "Three sources, one origin.")
    console.hint(room, FAR)
    room.caught_up(but=[away])
    missed = [e for e in journals.seen_by(room.events, away.role) if e.seq > last]
    assert len(missed) >= 3
    assert away.page.evaluate(journals.LAST) == last
    room.line.mend()
    away.context.set_offline(False)
    room.caught_up()
    expect(away.page.locator(AWAY)).to_be_hidden(timeout=LONG)
    assert console.HINT in away.page.content()
    room.forgive()


def a_jump_and_decisions(room: Room) -> None:
    console.jump(room, 7, "06:00")
    console.clock(room, "pause")
    room.caught_up()
    console.phase(room, "decide")
    for role, percent in (("chief", 20), ("monitor", 65), ("eu", 40), ("hill", 80)):
        desks.forecast(room.of(role), percent)
    room.people.look(room.of("monitor").seen, "exercise forecast")
    _decisions(room)
    room.caught_up()
    console.clock(room, "resume")


def _decisions(room: Room) -> None:
    """Take one that another desk signs, and one on which four desks vote."""
    desks.propose(room.of("un"), "humanitarian_access", "Insulin ends in three days.")
    room.people.look(room.of("un").seen, "exercise measures")
    desks.sign(room.of("governor"), _proposed(room))
    room.people.look(room.of("governor").seen, "exercise decision")
    desks.propose(room.of("defence"), "preventive_deployment", "Rifles are missing.")
    number = _proposed(room)
    desks.sign(room.of("interior"), number)
    for role in ("chief", "interior", "governor", "defence"):
        desks.vote(room.of(role), number, favours=role != "governor")


def _proposed(room: Room) -> int:
    """Return the number of the decision that people proposed last."""
    proposed = (e for e in room.events if e.kind is Kind.DECISION_PROPOSED)
    return [e.seq for e in proposed if not e.by.startswith(BOT)][-1]


def the_server_is_killed(room: Room, code: str) -> None:
    """End the server as a power cut does, while 25 people write, and start it again.

    Nobody knows then whether what they wrote arrived; who still has it sends it again.
    """
    site = room.people.site
    for each in room.players:
        page = each.page if each.page.url.endswith(each.mine) else each.goto()
        page.locator(BOARD).fill(each.name)
    for each in room.players:
        each.page.locator(BOARD).evaluate("box => box.form.requestSubmit()")
    kill(site)
    for each in room.players:
        expect(each.page.locator(AWAY)).to_be_visible(timeout=LONG)
    room.people.site = serve(site.workspace, port=site.port)
    unsent = [each for each in room.players if each.page.locator(BOARD).input_value()]
    assert unsent
    for each in unsent:
        answered(each.page.locator("form[action*='/board/']"))
    room.caught_up()
    for each in room.players:
        expect(each.page.locator(AWAY)).to_be_hidden(timeout=LONG)
    noted = [e.data["text"] for e in room.events if e.kind is Kind.BOARD_NOTED]
    assert [noted.count(each.name) for each in room.players] == [1] * 25
    room.forgive()
    room.people.visit(room.people.phone(), code, "exercise join while it runs")


def one_steps_out(room: Room) -> None:
    out = room.of("chief")
    out.goto()
    desks.step_out(out)
    room.people.look(out.seen, "exercise stepped out")
    console.clock(room, "pause")
    room.caught_up(but=[out])
    desks.step_back(out)
    room.caught_up()
    console.clock(room, "resume")


def a_safety_stop(room: Room) -> None:
    """Stop it for safety: every page says so at once, and plays on afterwards."""
    for each in room.players:
        if not each.page.url.endswith(each.mine):
            each.goto()
    console.clock(room, "stop")
    for each in room.players:
        expect(each.page.locator("main form[action*='/say/']")).to_be_visible(
            timeout=LONG
        )
        expect(each.page.locator("#feed")).to_have_count(0)
    room.people.look(room.players[0].seen, "exercise stopped")
    room.people.look(room.players[1].seen, "exercise stopped sk")
    room.people.look(room.flora, "exercise console stopped")
    console.clock(room, "continue")
    for each in room.players:
        expect(each.page.locator("#feed")).to_be_visible(timeout=LONG)


def the_end(room: Room) -> None:
    console.end(room)
    for each in room.players:
        expect(each.page.locator("main a.button[href*='/review/']")).to_be_visible(
            timeout=LONG
        )
    room.caught_up()
    room.people.look(room.players[0].seen, "exercise ended")
    room.people.look(room.players[1].seen, "exercise ended sk")


def every_journal_is_whole(room: Room) -> None:
    """Hold each client's journal to the engine's own, and that to its pack and seed."""
    events = room.events
    room.flora.page.wait_for_function(journals.TOLD, arg=events[-1].seq, timeout=LONG)
    assert [each.seq for each in events] == list(range(1, len(events) + 1))
    journals.whole(journals.kept(room.flora.page), events, None)
    for each in room.players:
        pages = journals.kept(each.page)
        journals.whole(pages, events, each.role)
        assert journals.feeds_hold(pages, events, each.role) >= 3
    assert replay(shipped(PACK), SEED, events) is None
    kinds = [each.kind for each in events]
    wanted = {
        Kind.PAUSED: 3,
        Kind.RESUMED: 3,
        Kind.JUMPED: 1,
        Kind.IMPROVISED: 1,
        Kind.TO_BOT: 1,
        Kind.STOPPED: 1,
        Kind.STEPPED_OUT: 1,
        Kind.STEPPED_BACK: 1,
        Kind.DECISION_TAKEN: 2,
    }
    assert {kind: kinds.count(kind) for kind in wanted} == wanted
    assert kinds.count(Kind.READ) > 0


def the_review_opens_for_all(room: Room) -> None:
    for each in room.players:
        with each.page.expect_navigation(wait_until="commit") as got:
            each.page.locator("main a.button[href*='/review/']").click()
        assert got.value is not None
        assert got.value.ok, each.page.url
        assert each.seen.errors == []
    room.people.look(room.players[0].seen, "exercise review")
    room.people.look(room.players[1].seen, "exercise review sk")
    room.people.visit(room.flora, f"{room.at}review/", "exercise review in the room")
