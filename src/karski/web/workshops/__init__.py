"""Workshops: a series run from invitation to follow-up."""
