"""Rank CVs against a job post, and defend every number printed.

The same program as the command line ``cvrank``, with the same bytes for the same input.

>>> import cvrank
>>> scorer = cvrank.Scorer(as_of="2026-06-01")
>>> job = cvrank.Job.read("data/jobs/backend_engineer.md")
>>> ranking = scorer.rank(job, "data/cvs", top=3)
>>> best = ranking[0]
>>> round(sum(reason["points"] for reason in best.reasons), 3) == best.score
True
"""

from typing import TYPE_CHECKING, Any

from ._cvrank import (
    Audit,
    CvrankError,
    Evaluation,
    Job,
    Match,
    Model,
    Ranking,
    Report,
    Requirement,
    Scorer,
    Training,
    __version__,
    features,
)
from ._training import evaluate, train

if TYPE_CHECKING:
    from .sklearn import CvFeatures, PairwiseRanker

__all__ = [
    "Audit",
    "CvFeatures",
    "CvrankError",
    "Evaluation",
    "Job",
    "Match",
    "Model",
    "PairwiseRanker",
    "Ranking",
    "Report",
    "Requirement",
    "Scorer",
    "Training",
    "__version__",
    "evaluate",
    "features",
    "train",
]


def __getattr__(name: str) -> Any:
    # scikit-learn takes a second to load, and is not needed to rank.
    if name in ("CvFeatures", "PairwiseRanker"):
        from . import sklearn

        return getattr(sklearn, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
