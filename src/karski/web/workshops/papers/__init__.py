"""What the papers of a workshop say: rows of the database, in the reader's words.

Every function returns a content of `karski.briefings.papers`, in the language that is
active: words through gettext, plural forms and dates as that language has them.
"""
