"""Simulation exercises: a world that answers, played by people, the same each time."""
