"""Streams of random numbers by name."""

from hypothesis import given
from hypothesis import strategies as st

from karski.core.streams import stream

NAMES = st.lists(st.text(st.characters(exclude_characters="\n")), max_size=3)


@given(seed=st.integers(0, 2**63), names=NAMES)
def test_a_stream_is_the_same_on_every_call_and_fits_32_bits(
    seed: int, names: list[str]
) -> None:
    found = stream(seed, *names)
    assert found == stream(seed, *names)
    assert 0 <= found < 2**32


def test_a_stream_is_the_same_on_every_machine() -> None:
    assert stream(20140127, "onset", "mk_onset", 2, 2024) == 3148905189


def test_seed_names_and_their_order_and_borders_matter() -> None:
    found = [
        stream(1, "a", "b"),
        stream(2, "a", "b"),
        stream(1, "b", "a"),
        stream(1, "ab"),
        stream(1, "a", "b", ""),
        stream(1),
    ]
    assert len(set(found)) == len(found)


def test_a_number_and_its_word_name_the_same_stream() -> None:
    assert stream(1, 2024) == stream(1, "2024")
