"""Both: weighted by track record, then made more extreme."""

from karski.judgement.methods._method import Method, mean_of_log_odds

METHOD = Method(
    title="mean of the log-odds, weighted by track record and extremised",
    reference="as extremised and track_record",
    combine=mean_of_log_odds,
    weighted=True,
    extremised=True,
)
