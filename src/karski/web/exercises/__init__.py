"""Simulation exercises on the site: desks, the console, experts, and the review."""
