"""scikit-learn's own checks, and the ways in which its users would put these to work."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn import config_context
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

import cvrank
from conftest import AS_OF, CVS, JOB

# None is expected to fail.
@parametrize_with_checks([cvrank.PairwiseRanker(), cvrank.CvFeatures()])
def test_checks_of_scikit_learn(estimator, check):
    check(estimator)


def labelled():
    rng = np.random.default_rng(7)
    X = rng.random((90, 4))
    groups = np.repeat(np.arange(9), 10)
    # What a group is graded by differs; the order within does not.
    y = np.round(3 * X[:, 0] + X[:, 1] + rng.normal(0, 0.1, 90)) + groups
    return X, y, groups


def test_groups_are_compared_within():
    X, y, groups = labelled()
    ranker = cvrank.PairwiseRanker(alpha=0.01).fit(X, y, groups=groups)
    assert ranker.coef_[0] > ranker.coef_[1] > max(ranker.coef_[2:]) >= 0
    assert ranker.score(X, y, groups=groups) > 0.95
    # A level that all of a group share says nothing.
    shifted = cvrank.PairwiseRanker(alpha=0.01).fit(X, y - 2 * groups, groups=groups)
    assert np.allclose(shifted.coef_, ranker.coef_)


def test_the_weights_are_those_of_scikit_learn():
    """Without bounds it is a logistic regression on differences."""
    from sklearn.linear_model import LogisticRegression

    X, y, groups = labelled()
    ranker = cvrank.PairwiseRanker(alpha=0.5, non_negative=False, tolerance=1e-9)
    ranker.fit(X, y, groups=groups)
    rows, weights = [], []
    for group in np.unique(groups):
        of, grades = X[groups == group], y[groups == group]
        better, worse = np.nonzero(grades[:, None] > grades[None, :])
        rows.append(of[better] - of[worse])
        weights.append(np.full(len(better), 1 / len(better)))
    rows, weights = np.concatenate(rows), np.concatenate(weights)
    both = LogisticRegression(C=1 / 0.5, fit_intercept=False, tol=1e-10, max_iter=10000).fit(
        np.concatenate([rows, -rows]),
        np.concatenate([np.ones(len(rows)), np.zeros(len(rows))]),
        sample_weight=np.concatenate([weights, weights]) / 2,
    )
    assert np.allclose(ranker.coef_, both.coef_[0], atol=1e-4)


def test_a_search_over_jobs_held_out():
    X, y, groups = labelled()
    with config_context(enable_metadata_routing=True):
        ranker = cvrank.PairwiseRanker().set_fit_request(groups=True).set_score_request(groups=True)
        search = GridSearchCV(ranker, {"alpha": [0.01, 1.0, 100.0]}, cv=GroupKFold(3))
        search.fit(X, y, groups=groups)
    assert search.best_score_ > 0.9
    assert search.best_params_["alpha"] in (0.01, 1.0, 100.0)


def test_pairs_become_vectors_and_a_pipeline_ranks():
    scorer = cvrank.Scorer(as_of=AS_OF)
    names = ["data/cvs/c-0001.md", "data/cvs/c-0003.pdf", "data/cvs/c-0005.txt"]
    pairs = [(JOB, name) for name in names] + [("data/jobs/ward_nurse.md", names[0])]
    features = cvrank.CvFeatures(scorer)
    vectors = features.fit_transform(pairs)
    assert vectors.shape == (4, len(features.get_feature_names_out()))
    assert np.all((vectors >= 0) & (vectors <= 1))
    columns = list(features.get_feature_names_out())
    alone = [part for part in scorer.explain(JOB, names[0]).reasons if part["requirement"] is None]
    assert len(alone) > 5
    for part in alone:
        assert vectors[0][columns.index(part["feature"])] == pytest.approx(part["value"], abs=1e-12)
    ranker = make_pipeline(clone(features), cvrank.PairwiseRanker(alpha=0.1))
    ranker.fit(pairs[:3], [2, 1, 0])
    assert pickle.loads(pickle.dumps(ranker)).predict(pairs).shape == (4,)
    unread = features.transform([(JOB, b"%PDF-1.7 broken")])
    assert np.isnan(unread).all()
    with pytest.raises(ValueError, match="expected pairs"):
        features.transform([(JOB,)])


def test_parameters_are_those_of_the_library():
    X, y, groups = labelled()
    with pytest.raises(cvrank.CvrankError, match="the regularisation is -1; expected a number above 0"):
        cvrank.PairwiseRanker(alpha=-1.0).fit(X, y, groups=groups)
    with pytest.raises(ValueError, match="no group has two grades"):
        cvrank.PairwiseRanker().fit(X[:2], [0, 1], groups=[0, 1])
    with pytest.raises(ValueError, match="3 groups for 90 rows"):
        cvrank.PairwiseRanker().fit(X, y, groups=[1, 2, 3])
