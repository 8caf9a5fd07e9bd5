"""Work that falls due: rows in the database, each done exactly once."""
