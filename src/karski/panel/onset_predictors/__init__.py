"""The Early Warning Project's predictors, made again from what they are made of.

One file for each kind of source; each says how a column comes about. Where a value is
filled in, the rule has a name and its country-years are counted (`Predictor.fills`).
"""
