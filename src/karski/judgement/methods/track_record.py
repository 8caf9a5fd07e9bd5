"""The mean of the log-odds, in which people weigh by their track record."""

from karski.judgement.methods._method import Method, mean_of_log_odds

METHOD = Method(
    title="mean of the log-odds, weighted by track record",
    reference="the weights are a design of our own",
    combine=mean_of_log_odds,
    weighted=True,
)
