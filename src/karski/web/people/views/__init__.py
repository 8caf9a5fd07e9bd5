"""Pages of people: read the request, act, render."""
