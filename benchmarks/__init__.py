"""Speed, memory and skill beside the peers; `make bench` runs all of it."""
