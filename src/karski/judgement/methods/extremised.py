"""The mean of the log-odds, made more extreme by an exponent learnt from the past."""

from karski.judgement.methods._method import Method, mean_of_log_odds

METHOD = Method(
    title="extremised mean of the log-odds",
    reference="Satopää and others (2014), Int. J. Forecast. 30(2), 344-356;"
    " Baron and others (2014), Decis. Anal. 11(2), 133-145",
    combine=mean_of_log_odds,
    extremised=True,
)
