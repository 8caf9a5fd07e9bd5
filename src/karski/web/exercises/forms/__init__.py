"""Forms of exercises; one file a subject."""
