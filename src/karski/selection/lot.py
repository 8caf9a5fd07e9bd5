"""The lot: numbers that anybody can work out again from the published seed."""

from hashlib import sha256


def lot(seed: int, name: str) -> int:
    """Return the lot number that a seed gives a name; the smallest comes first.

    It depends on nothing else: not on who else stands in the list, nor in what order,
    nor on the machine.

    Returns
    -------
    int
        The 256 bits of SHA-256 of ``karski lot <seed> <name>`` in UTF-8, as a number.

    Examples
    --------
    >>> sorted(["Rowan", "Ivy", "Elder"], key=lambda name: lot(2014, name))
    ['Rowan', 'Elder', 'Ivy']
    """
    return int.from_bytes(sha256(f"karski lot {seed} {name}".encode()).digest())


def draw(seed: int, of: int) -> int:
    """Return a number in 0 to `of` - 1 that a seed draws, each as likely.

    (Of 2**256 numbers the last few beyond a multiple of `of` fall unevenly: a
    difference in the seventieth decimal for a thousand million.)

    Examples
    --------
    >>> draw(2014, 1000)
    139
    """
    number = sha256(f"karski draw {seed}".encode()).digest()
    return int.from_bytes(number) % of
