"""Extremely randomised trees, put into LightGBM's words for its exact TreeSHAP.

scikit-learn grows them (thresholds uniform between a node's least and greatest value,
which LightGBM does not offer); LightGBM explains them. The trees and their forecasts
are the same.
"""

from typing import Any

import lightgbm
import numpy as np
from sklearn.ensemble import ExtraTreesClassifier

from karski.models._onset import Array, Cases
from karski.models._trees import LARGEST_SEED, Forest

TREES, LEAST_LEAF = 300, 2
HEAD = """tree
version=v4
num_class=1
num_tree_per_iteration=1
label_index=0
max_feature_idx={last}
objective=regression
feature_names={names}
feature_infos={ranges}
tree_sizes={sizes}

"""
TREE = """Tree={number}
num_leaves={leaves}
num_cat=0
split_feature={feature}
split_gain={gain}
threshold={threshold}
decision_type={decision}
left_child={left}
right_child={right}
leaf_value={value}
leaf_weight={weight}
leaf_count={count}
internal_value={inner_value}
internal_weight={inner_weight}
internal_count={inner_count}
is_linear=0
shrinkage=1


"""
TAIL = "end of trees\n\npandas_categorical:null\n"
NUMBER_OR_MISSING_LEFT = 2  # LightGBM's decision type of a plain numeric split
ONSET = 1  # the class


def fit(
    cases: Cases, onset: Array, weights: Array, random: np.random.Generator
) -> Forest:
    """Grow a forest on all cases, a random few predictors at each split.

    References
    ----------
    Geurts, Ernst and Wehenkel (2006), Extremely randomized trees, Machine Learning
    63(1), 3-42.
    """
    grown = ExtraTreesClassifier(
        TREES,
        min_samples_leaf=LEAST_LEAF,
        max_features="sqrt",
        random_state=int(random.integers(LARGEST_SEED)),
    )
    grown.fit(cases.values, onset, sample_weight=weights)
    booster = lightgbm.Booster(model_str=in_words(grown))
    return Forest(booster, least=0.5 / len(onset))


def in_words(grown: ExtraTreesClassifier) -> str:
    """Return a forest as the text of a LightGBM model whose sum is its mean.

    Parameters
    ----------
    grown : sklearn.ensemble.ExtraTreesClassifier
        Fitted to two classes. It rounds what it is given to single precision, so the
        model must be given the same.
    """
    size = len(grown.estimators_)
    trees = [_tree(k, each.tree_, size) for k, each in enumerate(grown.estimators_)]
    predictors = range(grown.n_features_in_)
    head = HEAD.format(
        last=len(predictors) - 1,
        names=" ".join(f"x{k}" for k in predictors),
        ranges=" ".join("[-1e300:1e300]" for _ in predictors),
        sizes=" ".join(str(len(tree)) for tree in trees),
    )
    return head + "".join(trees) + TAIL


def _tree(number: int, tree: Any, size: int) -> str:  # noqa: ANN401 -- ships no type
    end = tree.children_left < 0
    place = np.where(end, ~(np.cumsum(end) - 1), np.cumsum(~end) - 1)
    share = tree.value[:, 0, ONSET] / tree.value[:, 0, :].sum(axis=1) / size
    words = {
        "leaves": end.sum(),
        "feature": tree.feature[~end],
        "gain": np.ones((~end).sum()),
        "threshold": tree.threshold[~end],
        "decision": np.full((~end).sum(), NUMBER_OR_MISSING_LEFT),
        "left": place[tree.children_left[~end]],
        "right": place[tree.children_right[~end]],
        "value": share[end],
        "weight": tree.weighted_n_node_samples[end],
        "count": tree.n_node_samples[end],
        "inner_value": share[~end],
        "inner_weight": tree.weighted_n_node_samples[~end],
        "inner_count": tree.n_node_samples[~end],
    }
    return TREE.format(number=number, **{k: _line(v) for k, v in words.items()})


def _line(numbers: Any) -> str:  # noqa: ANN401 -- an array or one number
    return " ".join(map(repr, np.atleast_1d(numbers).tolist()))
