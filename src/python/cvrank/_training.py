"""Training and evaluation on what Python code holds."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping
from typing import Any

from . import _cvrank


def _labels(labels: Any) -> bytes:
    """Labels as the CSV that the program reads: ``job_id,cv_id,grade`` or ``outcome``."""
    if isinstance(labels, (str, os.PathLike)):
        with open(labels, "rb") as file:
            return file.read()
    if hasattr(labels, "to_csv"):  # pandas
        return str(labels.to_csv(index=False)).encode()
    if hasattr(labels, "write_csv"):  # polars
        return str(labels.write_csv()).encode()
    if hasattr(labels, "to_pylist"):  # Arrow
        labels = labels.to_pylist()
    text = io.StringIO()
    writer = csv.writer(text)
    rows = list(labels)
    if rows and isinstance(rows[0], dict):
        writer.writerow(rows[0])
        writer.writerows(row.values() for row in rows)
    else:
        writer.writerow(["job_id", "cv_id", "grade"])
        writer.writerows(rows)
    return text.getvalue().encode()


def _grades(grades: Any) -> str | None:
    """What an outcome is worth, as the TOML that the program reads."""
    if isinstance(grades, Mapping):
        rows = (f"{json.dumps(str(outcome))} = {float(worth)}" for outcome, worth in grades.items())
        return "[grades]\n" + "\n".join(rows) + "\n"
    if grades is None or (isinstance(grades, str) and "[grades]" in grades):
        return grades
    with open(grades, encoding="utf-8") as file:
        return file.read()


def evaluate(
    labels: Any,
    jobs: Any,
    cvs: Any,
    *,
    scorer: _cvrank.Scorer | None = None,
    name: str = "labels",
    grades: Any = None,
    folds: int | None = None,
) -> _cvrank.Evaluation:
    """Measure how a model orders CVs that people have judged.

    Parameters
    ----------
    labels : os.PathLike, frame, Arrow table, or list of dict or of tuple
        Columns ``job_id``, ``cv_id`` and ``grade`` (larger is better) or ``outcome``.
    jobs : str, os.PathLike, dict or frame
        Posts by their id: a folder (ids are names of files), a dict, a frame.
    cvs : str, os.PathLike, dict or frame
        CVs by their id, as :meth:`Scorer.rank` takes them.
    scorer : Scorer, optional
        With the model that is measured; the one compiled in without it.
    name : str
        What the set is called.
    grades : dict, os.PathLike or str, optional
        What an outcome is worth, such as ``{"hired": 3, "rejected": 0}``; or TOML with a table
        ``[grades]``, as a file or a text.
    folds : int, optional
        Learn from the set's own jobs, too, each held out, in at most so many parts.

    Returns
    -------
    Evaluation
        Beside random, CV length, TF-IDF and BM25, with intervals.
    """
    scorer = scorer or _cvrank.Scorer()
    return _cvrank._evaluate(scorer, _labels(labels), jobs, cvs, name, _grades(grades), folds)


def train(
    labels: Any,
    jobs: Any,
    cvs: Any,
    *,
    scorer: _cvrank.Scorer | None = None,
    name: str = "own",
    grades: Any = None,
    prior: _cvrank.Model | None = None,
    strength: float | None = None,
    strangers: int | None = None,
    folds: int = 5,
    shortlist_from: float | None = None,
) -> _cvrank.Training:
    """Learn from decisions.

    Parameters
    ----------
    labels, jobs, cvs, scorer, grades
        As of :func:`evaluate`; the scorer's model is the one in use, which a new one must beat.
    name : str
        Of the new model.
    prior : Model, optional
        Weights are drawn to this model's; to those that were set by hand without it.
    strength : float, optional
        Of the pull; chosen on jobs held out without it.
    strangers : int, optional
        CVs of other jobs drawn as the lowest grade; where they help without it.
    folds : int
        Most parts that are held out in turn.
    shortlist_from : float, optional
        Grade from which on a CV counts as shortlisted, for probabilities.

    Returns
    -------
    Training
        With its verdict; ``save`` writes only what is better, unless a reason is given.
    """
    scorer = scorer or _cvrank.Scorer()
    return _cvrank._train(
        scorer,
        _labels(labels),
        jobs,
        cvs,
        name,
        _grades(grades),
        prior,
        strength,
        strangers,
        folds,
        shortlist_from,
    )
