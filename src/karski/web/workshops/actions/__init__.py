"""What people do in workshops: every write, each audited in its transaction."""
