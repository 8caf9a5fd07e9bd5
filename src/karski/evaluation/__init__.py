"""How good forecasts have been, always beside a baseline and with an interval."""
