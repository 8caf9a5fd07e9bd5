"""An exercise on two servers, played by thirty clients; one server is killed."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from subprocess import Popen
from threading import Thread
from time import monotonic, sleep
from typing import Any, TypeAlias

import httpx

from beside import Host
from karski.exercise.audience import visible
from karski.exercise.events import Event, Kind, read_line
from web.exercises.clients import Answer, Client, Room

MADE = "import sys\nfrom web.exercises import servers_made as made\n"
MAKE, JOURNAL, TRAIL = (f"{MADE}made.{name}()" for name in ("make", "journal", "trail"))
SERVE = f"{MADE}made.serve(*map(int, sys.argv[1:]))"
COMES_UP_WITHIN = 60  # s
HOUR = 3600  # s
FAST = "43200"  # half a day of the exercise in a second
SPARE = (
    *("reporters_missing", "bread_for_both"),
    *("interpreter_threatened", "minister_calls"),
)
MOST = 10_000  # characters
DOVE, FAMILY = "\N{DOVE OF PEACE}", "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}"
PROPOSAL = {
    "target": "upper_vell",
    "rationale": "Insulin is gone.",
    "legal_basis": "Humanitarian law",
    "owner": "The coordinator",
}
Answers: TypeAlias = dict[str, list[Answer]]


@dataclass
class Servers:
    """Two servers; one can be killed, and come back with another clock."""

    host: Host
    ports: tuple[int, int]
    processes: list[Popen[str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    def start(self, number: int, behind: int = 0) -> None:
        """Start one whose clock is so many seconds behind."""
        process = self.host.start(SERVE, str(self.ports[number]), str(behind))
        self.processes[number:] = [process, *self.processes[number + 1 :]]
        Thread(target=self._listen, args=(process,), daemon=True).start()

    def _listen(self, process: "Popen[str]") -> None:
        """Keep what a server says: a pipe that nobody reads holds it up."""
        assert process.stderr is not None
        self.said += process.stderr

    def wait(self) -> None:
        """Wait until both answer."""
        until = monotonic() + COMES_UP_WITHIN
        for process, address in zip(self.processes, self.addresses, strict=True):
            while monotonic() < until:
                assert process.poll() is None, "".join(self.said)
                with suppress(httpx.TransportError):
                    httpx.get(f"{address}/exercises/seat/nobody/entries/")
                    break
                sleep(0.1)

    def kill(self, number: int) -> None:
        """Kill -9."""
        self.processes[number].kill()
        self.processes[number].wait()


@dataclass
class Played:
    """What came of it: in the database, at each client, and as answers."""

    clients: list[Client]
    events: list[Event]
    trail: list[str]
    answers: Answers
    said: list[str]  # by the servers, of what went wrong

    def of(self, kind: Kind) -> list[Event]:
        return [each for each in self.events if each.kind is kind]


def play(servers: Servers) -> Played:
    """Play it to its end."""
    made = json.loads(servers.host.python(MAKE))
    servers.wait()
    return asyncio.run(_played(servers, made))


async def _played(servers: Servers, made: dict[str, Any]) -> Played:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=30, limits=limits) as http:
        room = Room(servers.addresses, http)
        script = Script(servers, room, *_clients(room, made))
        async with asyncio.TaskGroup() as group:
            following = [group.create_task(each.follow()) for each in script.everybody]
            await asyncio.gather(*(each.there.wait() for each in script.everybody))
            await script.lived()
            played = await script.closed()
            for task in following:
                task.cancel()
    return played


def _clients(
    room: Room, made: dict[str, Any]
) -> tuple[list[Client], list[Client], list[Client]]:
    """Return those who run it, the players and those who watch.

    They are spread over both servers; a few only ask, and a few often drop the line.
    """
    own = f"/exercises/{made['key']}/"
    running = [
        Client(room, own, None, number, session)
        for number, session in enumerate(made["facilitators"])
    ]
    players = [
        Client(
            room,
            f"/exercises/seat/{token}/",
            role,
            number % 2,
            listens=number % 7 != 3,
            leaves_after=17 if number % 5 == 1 else 0,
        )
        for number, (token, role) in enumerate(made["players"].items())
    ]
    watching = [
        Client(room, f"/exercises/seat/{token}/", None, number)
        for number, token in enumerate(made["watching"])
    ]
    return running, players, watching


@dataclass
class Script:
    """What happens, one part after the other."""

    servers: Servers
    room: Room
    running: list[Client]
    players: list[Client]
    watching: list[Client]
    answers: Answers = field(default_factory=dict)

    @property
    def everybody(self) -> list[Client]:
        return [*self.running, *self.players, *self.watching]

    async def keep(self, name: str, *asked: Awaitable[Answer]) -> None:
        """Send things at once, and keep how each ended."""
        self.answers[name] = list(await asyncio.gather(*asked))

    async def both(self, name: str, path: str, **said: object) -> None:
        """Have both facilitators send the same, at once, each to another server."""
        asked = (
            each.send(path, server=number, **said)
            for number, each in enumerate(self.running)
        )
        await self.keep(name, *asked)

    def at(self, role: str) -> Client:
        return next(each for each in self.players if each.role == role)

    async def more(self, kind: str, number: int) -> None:
        """Wait until so many more of a kind have come to the first facilitator."""
        flora = self.running[0]
        wanted = flora.kinds.count(kind) + number
        await self.room.until(lambda: flora.kinds.count(kind) >= wanted)

    async def lived(self) -> None:
        """Live through it."""
        flora = self.running[0]
        await self.both("start", "console/clock/start/", rate=FAST)
        await self.keep("bot", flora.send("desks/analyst/bot/"))
        await self.more("inject_sent", 3)
        await self.keep("first round", *self._round("one"))
        await self._agreed()
        for name in SPARE:
            await self.both(name, f"console/injects/{name}/send/")
        await self._one_dies()
        await self._bad_input()
        await self._a_clock_is_set_back()
        await self.both("end", "console/clock/end/")
        await self._afterwards()

    def _round(self, name: str) -> Iterable[Awaitable[Answer]]:
        """Have every player write, share what came, and click twice on both servers."""
        roles = list(dict.fromkeys(each.role for each in self.players))
        for number, each in enumerate(self.players):
            to = [roles[(number + step) % len(roles)] for step in (3, 4)]
            yield each.send("say/", text=f"{name}: {number}", to=to)
            yield each.send("board/", text=f"{name}: {number}")
            twice = {
                "text": f"{name}: once",
                "of": "facilitator",
                "nonce": f"{name}{number}",
            }
            for server in (0, 1):
                yield each.send("ask/", server=server, **twice)
            news = [told.seq for told in each.told if told.kind == "inject_sent"]
            yield each.send("read/", number=news)
            if number % 3 == 0:
                yield each.send(f"messages/{news[-1]}/share/", to=to, text=name)

    async def _agreed(self) -> None:
        """Propose what another desk must sign; two people there sign at once."""
        coordinator, governor = self.at("un"), self.at("governor")
        waits = self.room.until(lambda: "decision_proposed" in governor.kinds)
        path = "measures/humanitarian_access/propose/"
        await self.keep("propose", coordinator.send(path, **PROPOSAL))
        await waits
        (number,) = (t.seq for t in governor.told if t.kind == "decision_proposed")
        path = f"decisions/{number}/sign/"
        await self.keep("sign", *(governor.send(path, server=n) for n in (0, 1)))

    async def _one_dies(self) -> None:
        """Kill a server while everybody writes; what did not arrive is sent again."""
        flora = self.running[0]
        writing = [asyncio.ensure_future(each) for each in self._round("two")]
        wanted = flora.last + 20
        await self.room.until(lambda: flora.last >= wanted)
        self.servers.kill(1)
        await self.keep("second round", *writing)

    async def _bad_input(self) -> None:
        chief = self.at("chief")
        for name, text in (("doves", DOVE * MOST), ("families", FAMILY * MOST)):
            await self.keep(name, chief.send("say/", text=text, to=["eu", "police"]))

    async def _a_clock_is_set_back(self) -> None:
        """Have the server come back on a machine that is an hour behind.

        The exercise waits for it, which may take longer than there are days left.
        """
        flora, felix = self.running
        await self.keep("pause", flora.send("console/clock/pause/", server=0))
        self.servers.start(1, behind=HOUR)
        await asyncio.to_thread(self.servers.wait)
        await self.keep("go on", flora.send("console/clock/resume/", server=0))
        await self.keep("late round", *self._late())
        await self.keep("late pause", felix.send("console/clock/pause/", server=1))
        await self.keep("resume", flora.send("console/clock/resume/", server=0))
        await self.more("inject_sent", 1)

    def _late(self) -> Iterable[Awaitable[Answer]]:
        return (each.send("board/", server=1, text="late") for each in self.players)

    async def _afterwards(self) -> None:
        """Send what comes too late."""
        flora, chief = self.running[0], self.at("chief")
        late: dict[str, Callable[[], Awaitable[Answer]]] = {
            "say": lambda: chief.send("say/", text="Too late?", to=["eu"]),
            "propose": lambda: chief.send("measures/mediation/propose/", **PROPOSAL),
            "resume": lambda: flora.send("console/clock/resume/"),
            "jump": lambda: flora.send("console/clock/jump/", day="20", time="10:00"),
            "announce": lambda: flora.send("console/clock/announce/", text="Wait"),
        }
        await self.keep("too late", *(each() for each in late.values()))
        await self.keep("note", chief.send("board/", text="It is over."))

    async def closed(self) -> Played:
        """Return it once every client has been told all that is for it."""
        host = self.servers.host
        written = await asyncio.to_thread(host.python, JOURNAL)
        events = [read_line(each) for each in written.splitlines()]
        last = {role: _last(events, role) for role in {c.role for c in self.everybody}}
        await self.room.until(
            lambda: all(each.last >= last[each.role] for each in self.everybody)
        )
        trail = json.loads(await asyncio.to_thread(host.python, TRAIL))
        return Played(self.everybody, events, trail, self.answers, self.servers.said)


def _last(events: list[Event], role: str | None) -> int:
    return (events if role is None else visible(events, role))[-1].seq
