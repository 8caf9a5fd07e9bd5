"""Words and parts for the pages of exercises."""
