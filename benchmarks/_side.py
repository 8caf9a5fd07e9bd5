"""The process that one side runs in: ``python -m benchmarks._side NAME FOLDER W R``.

It runs W times to warm up and R times to measure, writes the seconds of each run to
``NAME.runs`` as it goes, and last what the side found to ``NAME.npz``.
"""

import resource
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

import numpy as np

STATUS = Path("/proc/self/status")


def main() -> None:
    """Run the side that the command line names."""
    name, folder, warmups, runs = sys.argv[1:]
    side = import_module(f"benchmarks._sides.{name}")
    given = side.prepare(Path(folder))
    with Path(folder, f"{name}.runs").open("w") as log:
        for _ in range(int(warmups) + int(runs)):
            start = perf_counter()
            found = side.run(given)
            log.write(f"{perf_counter() - start}\n")
            log.flush()
    np.savez(Path(folder, f"{name}.npz"), peak_bytes=peak_bytes(), **found)


def peak_bytes() -> int:
    """Return the most memory this process has held at once.

    On Linux ``ru_maxrss`` also counts what the parent held when it started this
    process; the kernel's high-water mark does not.
    """
    if STATUS.exists():
        lines = STATUS.read_text().splitlines()
        return next(int(x.split()[1]) for x in lines if x.startswith("VmHWM")) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    main()
