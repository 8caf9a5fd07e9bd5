"""The plain mean of the probabilities."""

from karski.judgement.methods._method import Method, weighted_mean

METHOD = Method(
    title="mean",
    reference="Stone (1961), Ann. Math. Stat. 32(4), 1339-1342: the linear pool",
    combine=weighted_mean,
)
