"""The same pack, seed and acts: the same journal, byte for byte, on any machine."""

from exercise_pack import SEED, TEXT, pack
from exercise_script import GOLDEN, HEADER, scripted
from karski.exercise.events import Kind
from karski.exercise.folding import fold
from karski.exercise.journal import read, written
from karski.exercise.replaying import replay


def test_a_run_writes_the_journal_that_it_wrote_when_it_was_made() -> None:
    journal = written(HEADER, scripted().events)
    assert journal.splitlines() == GOLDEN.read_bytes().splitlines()
    assert journal == GOLDEN.read_bytes()


def test_the_golden_journal_follows_from_its_acts() -> None:
    header, events = read(GOLDEN)
    header.hold_to(TEXT)
    assert replay(pack(), header.seed, events) is None
    assert fold(pack(), SEED, events) == scripted()


def test_it_holds_every_kind_of_event() -> None:
    missing = {*Kind} - {each.kind for each in scripted().events}
    assert missing == set()
