"""What people do to accounts, organisations and cohorts: every write, each audited."""
