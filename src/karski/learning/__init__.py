"""What people learnt and did: tests, forecasts, reactions, conduct, commitments kept.

Nothing here decides anything about a person: the figures are about a workshop.
"""
