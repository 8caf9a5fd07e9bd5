"""The sides that are compared; each runs in a process of its own.

A side is a module with ``prepare(folder)``, whose time does not count, and
``run(given)``, which is timed and returns what it found, by name. A peer's side runs
in the peer's own Python and imports nothing that is not there.
"""
