"""What the papers of an exercise say: a pack, in the reader's words.

Every function returns a content of `karski.briefings.papers` in the language that is
active; what the pack says comes in that language where the pack has it. None of them
but the review's asks the database.
"""
