"""What a scenario pack may hold: the schema of its YAML, and what else it must keep."""
