"""What people fill in; the words are ours also where allauth does the work."""
