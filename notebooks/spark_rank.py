"""Rank a folder of CVs, or a Parquet table of them, on Spark.

    spark-submit notebooks/spark_rank.py --job data/jobs/backend_engineer.md --cvs data/cvs \
        --out best --top 5 --as-of 2026-06-01

A folder of files is read whole, file by file; a table has the columns `cv_id` and `text` (or
`content`, documents as bytes), unless other names are given.
"""

import argparse

import cvrank
import cvrank.spark
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def read(spark: SparkSession, given: argparse.Namespace) -> DataFrame:
    if given.parquet:
        return spark.read.parquet(given.cvs)
    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(given.cvs)
    # `c-0001` of `file:/cvs/c-0001.pdf`; with equal names in several folders take the path.
    name = F.regexp_extract("path", r"([^/]+?)(\.[^./]*)?$", 1)
    return files.select(name.alias("cv_id"), "content")


def main() -> None:
    parser = argparse.ArgumentParser(description="Rank CVs for a job on Spark.")
    parser.add_argument("--job", required=True, help="post or job file, on the driver")
    parser.add_argument("--cvs", required=True, help="folder of files, or a table with --parquet")
    parser.add_argument("--parquet", action="store_true", help="CVS is a Parquet table")
    parser.add_argument("--id", default="cv_id", help="column with the ids")
    parser.add_argument("--text", help="column with texts")
    parser.add_argument("--content", help="column with documents as bytes")
    parser.add_argument("--out", required=True, help="where to write the ranking, as Parquet")
    parser.add_argument("--top", type=int, help="so many of the best; all without it")
    parser.add_argument("--as-of", help="what `present` means in a CV; today without it")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("cvrank").getOrCreate()
    ranked = cvrank.spark.rank(
        read(spark, given),
        given.job,
        id=given.id,
        text=given.text,
        content=given.content,
        top=given.top,
        scorer=cvrank.Scorer(as_of=given.as_of),
    )
    # Written first, and shown from there, so that nothing is scored twice.
    ranked.write.mode("overwrite").parquet(given.out)
    shown = ["rank", "cv_id", "score", "must_met", "must_total", "top_evidence", "status", "reason"]
    best = spark.read.parquet(given.out).select(shown)
    best.orderBy(F.asc_nulls_last("rank"), "cv_id").show(given.top or 20, truncate=40)
    spark.stop()


if __name__ == "__main__":
    main()
