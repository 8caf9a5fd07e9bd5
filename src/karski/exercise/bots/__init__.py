"""Seats that nobody plays: simple policies, written down for everybody."""
