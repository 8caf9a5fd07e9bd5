"""Charts: one function and one file for each, from frozen numbers to one SVG string.

Every chart is drawn ``wide`` and ``narrow``, so that type stays 12 px in both. Colours
are the custom properties of the site's stylesheet (``var(--ink)``), so that a drawing
serves day and night; words are ``{key}`` placeholders (`words.WORDS`), for every
language; fonts are the page's. The same numbers make the same bytes.
"""
