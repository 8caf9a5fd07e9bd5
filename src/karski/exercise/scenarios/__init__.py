"""Scenario packs that come with Karski, one file each."""
