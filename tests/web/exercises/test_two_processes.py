"""Two servers on one database: every client ends with the journal of its seat."""

from collections import Counter
from collections.abc import Iterator
from shutil import copytree

import pytest
from django.conf import settings

from beside import Host
from browser_site import free_port
from karski.exercise.audience import visible
from karski.exercise.events import FACILITATOR, Kind
from karski.exercise.packs.reading import shipped
from karski.exercise.replaying import replay
from web.exercises.clients import OK, REFUSED
from web.exercises.servers_made import PACK, SEED
from web.exercises.two_servers import DOVE, MOST, SPARE, Played, Servers, play


@pytest.fixture(scope="module")
def played(_tables: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Play it once; the tests look at what came of it."""
    host = _tables.copied(tmp_path_factory.mktemp("two") / "workspace")
    copytree(settings.STATIC_ROOT, host.workspace / "web" / "static")
    servers = Servers(host, (free_port(), free_port()))
    try:
        for number in (0, 1):
            servers.start(number)
        yield play(servers)
    finally:
        host.end()


def test_every_client_was_told_what_its_seat_sees_and_nothing_else(
    played: Played,
) -> None:
    assert len(played.clients) == 30
    for client in played.clients:
        role = client.role
        seen = played.events if role is None else visible(played.events, role)
        told = [(each.seq, each.at, each.kind) for each in client.told]
        assert told == [(each.seq, each.at, str(each.kind)) for each in seen]


def test_no_server_failed_unseen(played: Played) -> None:
    failed = "".join(played.said).count("Exception in ASGI application")
    assert failed == 0, "".join(played.said)


def test_lines_broke_and_were_taken_up_again(played: Played) -> None:
    killed = [each for each in played.clients if each.broken]
    assert len(killed) >= 10


def test_the_journal_follows_from_its_pack_its_seed_and_what_people_did(
    played: Played,
) -> None:
    assert [each.seq for each in played.events] == list(
        range(1, len(played.events) + 1)
    )
    assert replay(shipped(PACK), SEED, played.events) is None


def test_each_timed_inject_went_once_whichever_process_sent_it(played: Played) -> None:
    pack, end = shipped(PACK), played.events[-1].at
    due = {
        name
        for name, each in pack.injects.items()
        if each.at is not None and each.when is None and each.at <= end
    }
    by_time = [each for each in played.of(Kind.INJECT_SENT) if each.by != FACILITATOR]
    sent = Counter(str(each.data["inject"]) for each in by_time)
    assert due <= set(sent)
    assert len(due) > 10
    assert set(sent.values()) == {1}


def test_what_was_sent_to_both_servers_or_again_stands_once(played: Played) -> None:
    nonces = Counter(each.data.get("nonce") for each in played.events)
    del nonces[None]
    assert set(nonces.values()) == {1}
    rounds = played.answers["first round"] + played.answers["second round"]
    assert {code for code, _ in rounds} == {OK}
    for name in ("one", "two"):
        asked = [
            each.data["nonce"]
            for each in played.of(Kind.INFORMATION_REQUESTED)
            if each.data["text"] == f"{name}: once"
        ]
        assert sorted(asked) == sorted(f"{name}{number}" for number in range(26))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("start", "The exercise has started already."),
        *((name, "has been sent already, at ") for name in SPARE),
        ("end", "The exercise has ended; only notes, ratings"),
        ("sign", "This decision no longer waits: it is taken."),
    ],
)
def test_of_two_at_once_one_succeeds_and_the_other_is_told_why(
    played: Played, name: str, why: str
) -> None:
    (done, _), (refused, said) = sorted(played.answers[name])
    assert (done, refused) == (OK, REFUSED)
    assert why in said


def test_what_two_facilitators_did_stands_once_in_the_trail(played: Played) -> None:
    found = Counter(played.trail)
    names = ("started an exercise", "sent an inject", "ended an exercise")
    assert [found[name] for name in names] == [1, len(SPARE), 1]


def test_ten_thousand_emoji_arrive_and_more_are_refused_in_a_sentence(
    played: Played,
) -> None:
    assert played.answers["doves"] == [(OK, "Your message is sent.")]
    ((code, said),) = played.answers["families"]
    assert code == REFUSED
    assert said == ("The text has 30000 characters; 10000 is the most, shorten it.")
    assert DOVE * MOST in [each.data["text"] for each in played.of(Kind.MESSAGE_SENT)]


def test_a_clock_that_is_an_hour_behind_stops_nobody(played: Played) -> None:
    late = played.answers["late round"]
    assert late == [(OK, "It stands on the board.")] * 26
    assert played.answers["late pause"] == played.answers["resume"] == [(OK, "Done.")]
    (_, paused), (_, resumed) = played.of(Kind.PAUSED), played.of(Kind.RESUMED)
    assert resumed.at == paused.at
    assert resumed.data["wall"] - paused.data["wall"] > 3_000_000  # type: ignore[operator] # ms


def test_after_the_end_each_is_told_that_it_has_ended(played: Played) -> None:
    for code, said in played.answers["too late"]:
        assert (code, said) == (
            REFUSED,
            "The exercise has ended; only notes, ratings and stepping out are left.",
        )
    assert played.answers["note"] == [(OK, "It stands on the board.")]
    assert [each.kind for each in played.events[-2:]] == [
        Kind.ENDED,
        Kind.BOARD_NOTED,
    ]
