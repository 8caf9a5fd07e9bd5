"""What a journal shows afterwards: who knew what when, who told whom, what was decided.

Everything here is read from a pack and a journal's events; nothing is judged but by the
people who rated and forecast.
"""
