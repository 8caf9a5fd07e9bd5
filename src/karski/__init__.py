"""Karski: from data on mass violence to people who act."""

__version__ = "0.1.0"
