"""Yearly forecasts of where a mass killing may begin."""
