"""Pages of exercises; one file a subject."""
