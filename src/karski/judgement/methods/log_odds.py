"""The mean of the log-odds: near 0 and 1 it hears those who are sure."""

from karski.judgement.methods._method import Method, mean_of_log_odds

METHOD = Method(
    title="mean of the log-odds",
    reference="Satopää and others (2014), Int. J. Forecast. 30(2), 344-356,"
    " without their exponent",
    combine=mean_of_log_odds,
)
