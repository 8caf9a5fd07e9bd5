"""Memory of a process and of all it started."""

from pathlib import Path

PROC = Path("/proc")


def of_tree(pid: int) -> int:
    """Return the bytes held by a process and its descendants, shared pages once.

    0 where the system does not tell (elsewhere than on Linux).
    """
    return sum(_proportional(one) for one in (pid, *_descendants(pid)))


def _proportional(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended, or there is no such file here
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


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
