"""Simulation exercises: a pack, a seed and what people decide make a run of events."""
