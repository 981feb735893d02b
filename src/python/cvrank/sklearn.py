"""Features and the ranking model as citizens of scikit-learn.

>>> from sklearn.pipeline import make_pipeline
>>> from cvrank.sklearn import CvFeatures, PairwiseRanker
>>> ranker = make_pipeline(CvFeatures(), PairwiseRanker(alpha=0.1))
"""

from __future__ import annotations

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin, TransformerMixin
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from . import _cvrank

__all__ = ["CvFeatures", "PairwiseRanker"]


class CvFeatures(TransformerMixin, BaseEstimator):
    """Measure pairs of a job and a CV by the features of the ranking model.

    Parameters
    ----------
    scorer : Scorer, optional
        Whose lexicon, document frequencies and date are used; a new one without it.

    Notes
    -----
    Nothing is learned: the features of a pair are the same alone and among others. Each job and each
    CV is read once a call, however many pairs it stands in.

    Examples
    --------
    >>> import cvrank
    >>> pairs = [("data/jobs/backend_engineer.md", "data/cvs/c-0001.md")]
    >>> vectors = CvFeatures(cvrank.Scorer(as_of="2026-06-01")).fit_transform(pairs)
    >>> vectors.shape == (1, len(cvrank.features()))
    True
    """

    def __init__(self, scorer=None):
        self.scorer = scorer

    def fit(self, X, y=None):
        """Do nothing but check that `X` holds pairs.

        Parameters
        ----------
        X : array-like of shape (n_pairs, 2)
            In each row a job and a CV, as :meth:`cvrank.Scorer.explain` takes them.
        y : object
            Ignored.

        Returns
        -------
        CvFeatures
            Itself.
        """
        _pairs(X)
        return self

    def transform(self, X):
        """Measure pairs.

        Parameters
        ----------
        X : array-like of shape (n_pairs, 2)
            In each row a job and a CV.

        Returns
        -------
        ndarray of shape (n_pairs, n_features)
            Each in [0, 1]; NaN in the row of a CV that cannot be read.
        """
        pairs = _pairs(X)
        jobs, of_job = _distinct(job for job, _ in pairs)
        cvs, of_cv = _distinct(cv for _, cv in pairs)
        scorer = self.scorer if self.scorer is not None else _cvrank.Scorer()
        vectors = scorer._vectors(jobs, cvs, list(zip(of_job, of_cv)))
        return np.asarray(vectors, dtype=np.float64).reshape(len(pairs), len(_names()))

    def get_feature_names_out(self, input_features=None):
        """Names of the features, in the order of the columns.

        Returns
        -------
        ndarray of str
        """
        return np.asarray(_names(), dtype=object)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        tags.requires_fit = False
        return tags


class PairwiseRanker(RegressorMixin, BaseEstimator):
    """A linear ranking model, learned from which of two CVs for the same job is the better one.

    Logistic loss over the pairs of each group, an L2 penalty, no negative weights: the model that
    ``cvrank train`` learns, for features of your own.

    Parameters
    ----------
    alpha : float
        Strength of the pull to `centre`, beside one job's mean loss; larger is stronger.
    non_negative : bool
        Whether weights may not be negative, so that more of a feature never costs.
    centre : array-like of shape (n_features,), optional
        The weights that are pulled to; zero without it.
    tolerance : float
        Of the gradient, per unit of weight.

    Attributes
    ----------
    coef_ : ndarray of shape (n_features,)
        A weight for each feature.
    n_features_in_ : int
    feature_names_in_ : ndarray of str
        Where `X` has names of columns.

    Examples
    --------
    >>> import numpy as np
    >>> X = np.array([[1.0, 0.2], [0.4, 0.1], [0.1, 0.9], [0.9, 0.5], [0.2, 0.6]])
    >>> y = np.array([2, 1, 0, 1, 0])
    >>> ranker = PairwiseRanker(alpha=0.1).fit(X, y, groups=[1, 1, 1, 2, 2])
    >>> ranker.score(X, y, groups=[1, 1, 1, 2, 2])
    1.0

    For a search over `alpha` with whole jobs held out, let scikit-learn hand on the groups:

    >>> from sklearn import set_config
    >>> set_config(enable_metadata_routing=True)
    >>> ranker = PairwiseRanker().set_fit_request(groups=True).set_score_request(groups=True)
    >>> from sklearn.model_selection import GridSearchCV, GroupKFold
    >>> search = GridSearchCV(ranker, {"alpha": [0.01, 0.1]}, cv=GroupKFold(2))
    >>> float(search.fit(X, y, groups=[1, 1, 1, 2, 2]).best_score_)
    1.0
    >>> set_config(enable_metadata_routing=False)
    """

    def __init__(self, alpha=0.1, *, non_negative=True, centre=None, tolerance=1e-10):
        self.alpha = alpha
        self.non_negative = non_negative
        self.centre = centre
        self.tolerance = tolerance

    def fit(self, X, y, groups=None, sample_weight=None):
        """Learn weights.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
        y : array-like of shape (n_samples,)
            Grades; larger is better.
        groups : array-like of shape (n_samples,), optional
            The job of each CV: only CVs of one job are compared, and each job has one voice. One
            group without it.
        sample_weight : array-like of shape (n_samples,), optional
            A pair weighs the product of its two.

        Returns
        -------
        PairwiseRanker
            Itself.

        Raises
        ------
        ValueError
            Where no group has two grades.
        """
        X, y = validate_data(self, X, y, y_numeric=True, dtype=np.float64)
        weights = _check_sample_weight(sample_weight, X)
        differences, pair_weights = [], []
        for rows in _groups(groups, len(y)):
            better, worse = np.nonzero(y[rows][:, None] > y[rows][None, :])
            if len(better):
                better, worse = rows[better], rows[worse]
                weight = weights[better] * weights[worse]
                kept = weight > 0
                differences.append((X[better] - X[worse])[kept])
                pair_weights.append(weight[kept] / max(weight[kept].sum(), 1e-300))
        if not any(map(len, differences)):
            if len(np.unique(y)) < 2:
                # Nothing to tell apart: all are alike.
                self.coef_ = np.zeros(X.shape[1]) if self.centre is None else np.array(self.centre, float)
                return self
            raise ValueError("no group has two grades, so there is no pair to learn from")
        rows = np.concatenate(differences)
        coef = _cvrank._fit_pairs(
            np.ascontiguousarray(rows, dtype="<f8").tobytes(),
            X.shape[1],
            np.concatenate(pair_weights).tolist(),
            float(self.alpha),
            float(self.tolerance),
            bool(self.non_negative),
            None if self.centre is None else [float(weight) for weight in self.centre],
        )
        self.coef_ = np.asarray(coef)
        return self

    def predict(self, X):
        """Score CVs; only the order within a job means something.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)

        Returns
        -------
        ndarray of shape (n_samples,)
        """
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, dtype=np.float64)
        return X @ self.coef_

    def score(self, X, y, sample_weight=None, groups=None):
        """Share of pairs of one group that are in the order of `y`, ties counting half.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
        y : array-like of shape (n_samples,)
        sample_weight : array-like of shape (n_samples,), optional
        groups : array-like of shape (n_samples,), optional

        Returns
        -------
        float
            The mean over the groups that have two grades; NaN without one.
        """
        scores, y = self.predict(X), np.asarray(y)
        weights = np.ones(len(y)) if sample_weight is None else np.asarray(sample_weight, float)
        shares = []
        for rows in _groups(groups, len(y)):
            better, worse = np.nonzero(y[rows][:, None] > y[rows][None, :])
            if len(better):
                better, worse = rows[better], rows[worse]
                ahead = np.sign(scores[better] - scores[worse])
                weight = weights[better] * weights[worse]
                if weight.sum() > 0:
                    shares.append(np.average((1 + ahead) / 2, weights=weight))
        return float(np.mean(shares)) if shares else float("nan")


def _names():
    return [feature["name"] for feature in _cvrank.features()]


def _pairs(X):
    """Rows of a frame, an array or a list, each a job and a CV."""
    if hasattr(X, "to_numpy"):
        X = X.to_numpy()
    pairs = [tuple(row) for row in X]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("expected pairs: a job and a CV in each row")
    return pairs


def _distinct(items):
    """What differs, and for each item its place therein."""
    places, distinct, of_item = {}, [], []
    for item in items:
        key = item if isinstance(item, (str, bytes)) else id(item)
        if key not in places:
            places[key] = len(distinct)
            distinct.append(item)
        of_item.append(places[key])
    return distinct, of_item


def _groups(groups, count):
    """The rows of each group."""
    if groups is None:
        return [np.arange(count)]
    groups = np.asarray(groups)
    if len(groups) != count:
        raise ValueError(f"{len(groups)} groups for {count} rows")
    _, of_row = np.unique(groups, return_inverse=True)
    order = np.argsort(of_row, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(of_row[order])) + 1)
