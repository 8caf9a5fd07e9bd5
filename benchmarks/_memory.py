"""Memory of a process and of all it started."""

import re
from collections import Counter
from pathlib import Path

PROC = Path("/proc")
KIND = re.compile(r"(Pss(?=:)|Private(?=_)|Shared(?=_))")


def of_tree(pid: int) -> int:
    """Return the bytes held by a process and its descendants, shared pages once.

    The larger of two counts, neither of which is too high: the proportional one gives
    away part of what programs outside also map (they may run the same libraries); the
    other takes only one process's shared pages.

    0 where the system does not tell (elsewhere than on Linux).
    """
    pages = [_pages(one) for one in (pid, *_descendants(pid))]
    proportional = sum(each["Pss"] for each in pages)
    own = sum(each["Private"] for each in pages)
    return max(proportional, own + max(each["Shared"] for each in pages))


def _pages(pid: int) -> Counter[str]:
    """Return bytes by kind: Pss, Private, Shared."""
    found: Counter[str] = Counter()
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended, or there is no such file here
        return found
    for line in lines:
        if kind := KIND.match(line):
            found[kind[1]] += int(line.split()[1]) * 1024
    return found


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for file in PROC.glob(f"{pid}/task/*/children"):
        try:
            children = [int(child) for child in file.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found
