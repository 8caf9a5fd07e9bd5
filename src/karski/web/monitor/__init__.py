"""Watch: where civilians are at risk, how sure that is, and why."""
