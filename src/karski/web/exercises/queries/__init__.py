"""What pages of exercises read; one file a subject."""
