"""Forecasts: issued once, immutable, each with a manifest."""
