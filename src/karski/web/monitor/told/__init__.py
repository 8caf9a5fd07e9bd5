"""What the monitor's pages say of an edition, in the reader's language."""
