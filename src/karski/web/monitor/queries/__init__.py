"""What the monitor's pages ask of an edition; nothing here depends on a language."""
