"""What the pages of workshops read."""
