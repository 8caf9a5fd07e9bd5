"""Pages of workshops: read the request, act, render."""
