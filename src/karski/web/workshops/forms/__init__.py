"""What people fill in around workshops."""
