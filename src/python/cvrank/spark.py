"""Rank the CVs of a Spark frame, for one job or for many.

Scores are those of :meth:`cvrank.Scorer.rank` and of the command line, bit for bit, however the
frame is cut into partitions.

>>> import cvrank.spark                                                       # doctest: +SKIP
>>> best = cvrank.spark.rank(df, "post.md", id="cv_id", text="text", top=20)  # doctest: +SKIP
>>> best.write.parquet("best")                                                # doctest: +SKIP
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Optional, Union, cast

import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
import pyarrow.compute as pc  # type: ignore[import-untyped, unused-ignore]
from pyspark import TaskContext
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.types import (
    BinaryType,
    DataType,
    DoubleType,
    IntegralType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from . import CvrankError, Job, Scorer

__all__ = ["rank"]

Post = Union[Job, str, "os.PathLike[str]", bytes]

# What is said of one CV without knowing the others, in the order of the CSV.
_WORDS: list[tuple[str, DataType]] = [
    ("score", DoubleType()),
    ("must_met", LongType()),
    ("must_total", LongType()),
    ("missing", StringType()),
    ("nice_met", LongType()),
    ("nice_total", LongType()),
    ("relevant_years", DoubleType()),
    ("total_years", DoubleType()),
    ("top_evidence", StringType()),
    ("flags", StringType()),
    ("status", StringType()),
    ("reason", StringType()),
    ("model", StringType()),
    ("as_of", StringType()),
    ("must_partly", LongType()),
    ("partly", StringType()),
    ("must_missing", LongType()),
    ("must_contradicted", LongType()),
    ("contradicted", StringType()),
]
# Columns by which ranks are counted, gone from the result.
_BUCKET, _HIGHER = "_bucket", "_higher"
# Columns of CVs, and of places in a batch, on their way.
_HELD, _PLACE = "_held", "_place"
# Scores lie between 0 and 100: a bucket a point.
_BUCKETS = 101
# Pairs of a CV and a job that are explained at once; bounds the memory of a worker, whatever Spark's
# batches hold.
_PAIRS = 100
# Scorers that a worker process keeps.
_KEPT = 2
# How a reason names a row of a frame.
_ROW = r"^row \d+ of the table"

_made: dict[str, tuple[Scorer, list[Job]]] = {}


def rank(
    df: DataFrame,
    job: Union[Post, Mapping[str, Post]],
    *,
    id: str = "cv_id",
    text: Optional[str] = None,
    content: Optional[str] = None,
    top: Optional[int] = None,
    scorer: Optional[Scorer] = None,
) -> DataFrame:
    """Rank CVs for a job, or for many with one reading of each CV.

    Nothing is computed before the result is asked for, and each CV is read and scored once for it.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        One CV a row.
    job : Job, str, os.PathLike, bytes, or dict of these
        What :meth:`Scorer.rank` takes, read here and sent to the workers; or many by their ids.
    id : str
        Column with the ids: texts or whole numbers, which keep their type. They should be unique.
    text : str, optional
        Column with texts. Without it and `content`: ``text`` where there is one, else ``content``.
    content : str, optional
        Column with documents as bytes, such as ``spark.read.format("binaryFile")`` reads.
    top : int, optional
        So many of the best a job, best first, and behind them what could not be read. Without it
        all rows, in no order.
    scorer : Scorer, optional
        With a model, lexicon, date...; what is compiled in and today without it.

    Returns
    -------
    pyspark.sql.DataFrame
        ``job_id`` (where `job` is a dict), ``rank``, ``cv_id``, ``score``, ``must_met``,
        ``must_total``, ``missing``, ``nice_met``, ``nice_total``, ``relevant_years``,
        ``total_years``, ``top_evidence``, ``flags``, ``status``, ``reason``, ``model``, ``as_of``,
        ``must_partly``, ``partly``, ``must_missing``, ``must_contradicted``, ``contradicted``. A CV
        that could not be read is a row without rank and score, with a status and a reason.

    Raises
    ------
    CvrankError
        Where the job cannot be read or the frame lacks a column, before any task runs.

    Notes
    -----
    Higher scores come first, of equal ones the lower id; equal scores share a rank.

    What relates CVs to each other is not there: ``rank_low``, ``rank_high``, ``tie_group``,
    ``next_best_change``, and flags that name a CV as a double of another. Give the few best to
    :meth:`Scorer.rank` for these.

    Job and model go to the workers as a broadcast, and each worker process makes one scorer of
    them, with one thread: the parallelism is Spark's. Under Spark Connect, which
    has no broadcasts, they go with the task.
    """
    scorer = Scorer() if scorer is None else scorer
    held = _held(df, text, content)
    id_type = _type(df, id, "id")
    if not isinstance(id_type, (StringType, IntegralType)):
        raise CvrankError(
            f"the column {id} holds {id_type.simpleString()}; expected texts or whole numbers; "
            "cast it to a string"
        )
    if top is not None and top < 1:
        raise CvrankError(f"top is {top}; expected 1 or more")
    are_many = isinstance(job, Mapping)
    given = job if isinstance(job, Mapping) else {"": job}
    posts = {str(name): post for name, post in given.items()}
    if len(posts) < len(given):
        raise CvrankError("two jobs have the same id as a text")
    if not posts:
        raise CvrankError("no job is given; expected one, or a dict of jobs by their ids")
    jobs = [_read(scorer, name, post) for name, post in posts.items()]
    names: list[Optional[str]] = [*posts] if are_many else [None]

    # The parallelism is Spark's.
    pickled = pickle.dumps((scorer._with_threads(1), jobs))
    digest = hashlib.sha256(pickled).hexdigest()
    sent = _sent(df, pickled)

    def task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _ranked(batches, _scorer(digest, sent), names, held, top)

    fields = [StructField("cv_id", id_type)]
    fields += [StructField(name, kind) for name, kind in _WORDS]
    fields += [StructField(_BUCKET, LongType()), StructField(_HIGHER, LongType())]
    if are_many:
        fields.insert(0, StructField("job_id", StringType()))
    cvs = df.select(_quoted(id).alias("cv_id"), _quoted(held).alias(_HELD))
    return _numbered(cvs.mapInArrow(task, StructType(fields)), are_many, top)


def _sent(df: DataFrame, pickled: bytes) -> Callable[[], bytes]:
    """What gives the bytes on a worker."""
    try:
        sent = df.sparkSession.sparkContext.broadcast(pickled)
    except AttributeError:
        return lambda: pickled
    return lambda: sent.value


def _read(scorer: Scorer, name: str, post: Post) -> Job:
    if isinstance(post, Job):
        return post
    try:
        return scorer.parse_job(post)
    except CvrankError as error:
        raise CvrankError(f"job {name}: {error}" if name else str(error)) from error


def _type(df: DataFrame, column: str, keyword: str) -> DataType:
    if column not in df.columns:
        raise CvrankError(
            f"no column {column}; found {', '.join(df.columns)}; name the right one with {keyword}="
        )
    return df.schema[column].dataType


def _held(df: DataFrame, text: Optional[str], content: Optional[str]) -> str:
    """The column of CVs."""
    if text is not None and content is not None:
        raise CvrankError("text and content are both given; a CV is one or the other")
    if text is None and content is None and "text" not in df.columns and "content" in df.columns:
        content = "content"
    if content is not None:
        column, keyword, expected = content, "content", "documents as bytes"
        is_right = isinstance(_type(df, column, keyword), BinaryType)
    else:
        column, keyword, expected = text or "text", "text", "texts"
        is_right = isinstance(_type(df, column, keyword), StringType)
    if not is_right:
        found = df.schema[column].dataType.simpleString()
        other = "text" if keyword == "content" else "content"
        raise CvrankError(
            f"the column {column} holds {found}; expected {expected}; name another with {keyword}= "
            f"or {other}="
        )
    return column


def _quoted(column: str) -> Column:
    """A column by its name, whatever stands in it."""
    return F.col("`" + column.replace("`", "``") + "`")


def _numbered(scored: DataFrame, are_many: bool, top: Optional[int]) -> DataFrame:
    """The rows with their ranks, by one shuffle behind which nothing is scored again.

    A rank is one more than the number of higher scores: those of the same bucket, which the shuffle
    brings together, and those of higher buckets, which each task has counted and sent along.
    """
    job = ["job_id"] if are_many else []
    together = Window.partitionBy(*job, _BUCKET)
    place = F.rank().over(together.orderBy(F.desc("score")))
    if top is None:
        higher = F.coalesce(F.sum(_HIGHER).over(together), F.lit(0))
        ranked = scored.withColumn("rank", place + higher).where(F.col("status").isNotNull())
    else:
        order = together.orderBy(F.desc("score"), F.asc("cv_id"))
        numbered = scored.withColumn("rank", place).withColumn(_HIGHER, F.row_number().over(order))
        ranked = numbered.where((F.col(_HIGHER) <= top) | F.col("score").isNull())
    rank = F.when(F.col("score").isNotNull(), F.col("rank").cast("bigint")).alias("rank")
    columns = ["cv_id", *(name for name, _ in _WORDS)]
    ranked = ranked.select(*job, rank, *columns)
    if top is None:
        return ranked
    return ranked.orderBy(*job, F.asc_nulls_last("rank"), F.asc("cv_id"))


# What follows runs in the worker processes.


def _scorer(digest: str, pickled: Callable[[], bytes]) -> tuple[Scorer, list[Job]]:
    """The scorer and the jobs, made once a process."""
    if digest not in _made:
        made: tuple[Scorer, list[Job]] = pickle.loads(pickled())
        while len(_made) >= _KEPT:
            del _made[next(iter(_made))]
        _made[digest] = made
    return _made[digest]


def _ranked(
    batches: Iterable[pa.RecordBatch],
    made: tuple[Scorer, list[Job]],
    names: list[Optional[str]],
    held: str,
    top: Optional[int],
) -> Iterator[pa.RecordBatch]:
    """The rows of one partition; with `top` only those that may be among the best, at its end."""
    scorer, jobs = made
    context = TaskContext.get()
    # What has no score is spread, too.
    unread = -1 - (context.partitionId() if context else 0)
    size = max(1, _PAIRS // len(jobs))
    best: list[list[pa.RecordBatch]] = [[] for _ in names]
    counts = [[0] * _BUCKETS for _ in names]
    kind: Optional[pa.Schema] = None
    for batch in batches:
        for start in range(0, batch.num_rows, size):
            chunk = batch.slice(start, size)
            for at, rows in enumerate(_rows(scorer, jobs, names, held, chunk)):
                kind = rows.schema
                is_scored = rows["score"].is_valid()
                scored, others = rows.filter(is_scored), rows.filter(pc.invert(is_scored))
                if others.num_rows:
                    yield _with(others, unread)
                if top is not None:
                    best[at].append(scored)
                    if sum(part.num_rows for part in best[at]) > 4 * top + size:
                        best[at] = _cut(best[at], top)
                elif scored.num_rows:
                    buckets = pc.floor(scored["score"]).cast(pa.int64())
                    for bucket in buckets.to_pylist():
                        counts[at][bucket] += 1
                    yield _with(scored, buckets)
    if kind is None:
        return
    for at, name in enumerate(names):
        if top is not None:
            for part in _cut(best[at], top):
                yield _with(part, 0)
        elif any(counts[at]):
            yield _counted(kind, name, counts[at])


def _rows(
    scorer: Scorer,
    jobs: list[Job],
    names: list[Optional[str]],
    held: str,
    batch: pa.RecordBatch,
) -> Iterator[pa.RecordBatch]:
    """What is said of the CVs of a batch, a batch a job."""
    ids, documents = batch.columns
    # Places stand for the ids, which need not be unique, and keep their type.
    places = pa.array(range(batch.num_rows)).cast(pa.string())
    cvs = pa.RecordBatch.from_arrays([places, documents], [_PLACE, held])
    text, content = (None, held) if _is_binary(documents.type) else (held, None)
    rankings = scorer.rank_many(jobs, cvs, id=_PLACE, text=text, content=content)
    for name, ranking in zip(names, rankings):
        each: pa.RecordBatch = ranking._each()
        arrays = {"cv_id": ids.take(each["cv_id"].cast(pa.int64()))}
        arrays |= {word: each[word] for word, _ in _WORDS}
        # Where a row stands in a batch is chance.
        arrays["reason"] = pc.replace_substring_regex(each["reason"], _ROW, "the row")
        if name is not None:
            arrays = {"job_id": pa.repeat(pa.scalar(name), each.num_rows), **arrays}
        yield pa.RecordBatch.from_pydict(arrays)


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _with(rows: pa.RecordBatch, bucket: Union[int, pa.Array]) -> pa.RecordBatch:
    """The rows with the columns by which ranks are counted."""
    if isinstance(bucket, int):
        bucket = pa.repeat(pa.scalar(bucket, pa.int64()), rows.num_rows)
    columns = [*rows.columns, bucket, pa.nulls(rows.num_rows, pa.int64())]
    return pa.RecordBatch.from_arrays(columns, [*rows.schema.names, _BUCKET, _HIGHER])


def _cut(parts: list[pa.RecordBatch], top: int) -> list[pa.RecordBatch]:
    """The best, in the order that Spark sorts them again: without an id comes before an id."""
    rows = pa.Table.from_batches(parts) if parts else None
    if rows is None or not rows.num_rows:
        return []
    has_id = pc.is_valid(rows["cv_id"]).cast(pa.int8())
    keys = pa.table([rows["score"], has_id, rows["cv_id"]], names=["score", "has_id", "cv_id"])
    by = [("score", "descending"), ("has_id", "ascending"), ("cv_id", "ascending")]
    order = pc.sort_indices(keys, sort_keys=by)
    # Taking copies, so that what is cut off is freed.
    best: list[pa.RecordBatch] = rows.take(order[:top]).combine_chunks().to_batches()
    return best


def _counted(kind: pa.Schema, name: Optional[str], counts: list[int]) -> pa.RecordBatch:
    """For each bucket how many scores of the partition lie in higher ones."""
    higher = [sum(counts[bucket + 1 :]) for bucket in range(_BUCKETS)]
    buckets = [bucket for bucket in range(_BUCKETS) if higher[bucket]]
    arrays = {field.name: pa.nulls(len(buckets), field.type) for field in kind}
    if name is not None:
        arrays["job_id"] = pa.repeat(pa.scalar(name), len(buckets))
    arrays[_BUCKET] = pa.array(buckets, pa.int64())
    arrays[_HIGHER] = pa.array([higher[bucket] for bucket in buckets], pa.int64())
    return pa.RecordBatch.from_pydict(arrays)
