"""Who takes a seat, who stands by, and who sits with whom: under published rules."""
