"""Events as clients get them: pushed while they listen, or asked for when they cannot.

Each message says which one came before it for the same eyes, so that a client knows at
once if it has missed any, and asks for them.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, TypeAlias

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.http import JsonResponse, StreamingHttpResponse
from django.utils.translation import override

from karski.exercise.events import Event
from karski.web.exercises import presence, states
from karski.web.exercises.models import Exercise
from karski.web.exercises.telling import told
from karski.web.exercises.viewers import Viewer
from karski.web.exercises.wire import WIRE, Listener

HEARTBEAT = 15.0  # s: proxies close what is silent for longer
HERE = b"event: here\ndata: 1\n\n"  # clients notice a line that is dead
MOST = 1000  # messages in one answer
Still: TypeAlias = Callable[[], bool]  # whether eyes that were let in may look on
_readers = ThreadPoolExecutor(2, thread_name_prefix="journal")


def messages(
    exercise: Exercise, events: Iterable[Event], viewer: Viewer, after: int
) -> list[dict[str, Any]]:
    """Return what these eyes see of some events, each with the one before it."""
    seen = [each for each in events if each.seq > after and viewer.sees(each)]
    before = [after, *(each.seq for each in seen)]
    with override(viewer.language):
        return [
            {"after": last, **told(exercise, event, viewer)}
            for last, event in zip(before, seen, strict=False)
        ]


def asked(exercise: Exercise, viewer: Viewer, after: int) -> JsonResponse:
    """Answer with what came after a number: for whoever cannot listen."""
    events = states.events_after(exercise.pk, after)
    seen = islice((each for each in events if viewer.sees(each)), MOST)
    response = JsonResponse({"messages": messages(exercise, seen, viewer, after)})
    response["Cache-Control"] = "no-store"
    return response


def streamed(
    exercise: Exercise, viewer: Viewer, after: int, still: Still
) -> StreamingHttpResponse:
    """Push what comes after a number, until the client goes or is `still` no viewer."""
    states.pack_of(exercise)  # read here: a stream itself must not ask the database
    response = StreamingHttpResponse(
        _stream(exercise, viewer, after, still), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    response["Content-Encoding"] = "identity"  # packed, it would wait to fill a block
    return response


async def _stream(
    exercise: Exercise, viewer: Viewer, after: int, still: Still
) -> AsyncIterator[bytes]:
    await sync_to_async(close_old_connections)()  # the request's own; needed no more
    loop = asyncio.get_running_loop()
    listener = Listener(loop)
    after = min(after, exercise.seq)  # what nobody has seen yet, nobody skips
    WIRE.follow(exercise.pk, listener, after)
    last = sent = after  # `last`: looked at; `sent`: seen by these eyes
    began = False
    asked = loop.time()
    try:
        yield b"retry: 1000\n\n"
        while True:
            listener.more.clear()
            events = WIRE.after(exercise.pk, last)
            if events is None or not began:
                began = True
                events = await loop.run_in_executor(_readers, _read, exercise.pk, last)
            moved = next((n for n, e in enumerate(events, 1) if viewer.moved(e)), None)
            for message in messages(exercise, events[:moved], viewer, sent):
                sent = message["seq"]
                yield _written(message)
            if moved is not None:
                return  # whoever sits elsewhere now looks with other eyes
            last = events[-1].seq if events else last
            if not await _waited(listener):
                yield HERE
            if loop.time() - asked >= HEARTBEAT:
                asked = loop.time()
                if not await loop.run_in_executor(_readers, _here, viewer, still):
                    return
    finally:
        WIRE.leave(exercise.pk, listener)


def _here(viewer: Viewer, still: Still) -> bool:
    """Say whether these eyes may still look, and note that their holder is there."""
    try:
        if not still():
            return False
        if viewer.player:
            presence.note(viewer.player)
        return True
    finally:
        connection.close()  # this thread may not be needed again for long


def _read(exercise_pk: int, after: int) -> list[Event]:
    try:
        return states.events_after(exercise_pk, after)
    finally:
        connection.close()  # this thread may not be needed again for long


async def _waited(listener: Listener) -> bool:
    try:
        await asyncio.wait_for(listener.more.wait(), HEARTBEAT)
    except TimeoutError:
        return False
    return True


def _written(message: dict[str, Any]) -> bytes:
    text = json.dumps(message, ensure_ascii=False)
    return f"id: {message['seq']}\nevent: entry\ndata: {text}\n\n".encode()
