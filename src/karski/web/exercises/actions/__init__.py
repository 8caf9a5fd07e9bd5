"""What people do in exercises: every write; one file a subject."""
