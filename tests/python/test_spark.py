"""cvrank.spark on a real Spark of this machine."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

import cvrank

if os.environ.get("CVRANK_WITHOUT_SPARK"):
    pytest.skip("CVRANK_WITHOUT_SPARK is set", allow_module_level=True)
try:
    import pyspark
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql import functions as F
except ImportError as error:
    raise RuntimeError(
        "these tests need pyspark (pip install 'cvrank[spark]'); set CVRANK_WITHOUT_SPARK=1 to go "
        "without them"
    ) from error
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    raise RuntimeError(
        "these tests need Java (such as Debian's default-jre-headless); set "
        "CVRANK_WITHOUT_SPARK=1 to go without them"
    )

import cvrank.spark

ROOT = Path(__file__).parents[2]
POSTS = ROOT / "data" / "jobs"
POST = POSTS / "backend_engineer.md"
CVS = ROOT / "data" / "cvs"
AS_OF = "2026-06-01"
OWN = [
    "score", "must_met", "must_total", "missing", "nice_met", "nice_total", "relevant_years",
    "total_years", "top_evidence", "flags", "status", "reason", "model", "as_of", "must_partly",
    "partly", "must_missing", "must_contradicted", "contradicted",
]  # fmt: skip


def session(cores: int) -> SparkSession:
    # Workers run the interpreter of the tests, whatever `python3` is.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{cores}, 4]").appName("tests of cvrank")
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "3",
        # A partition is several batches.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "7",
        "spark.sql.session.timeZone": "UTC",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made


@pytest.fixture(scope="session")
def spark():
    made = session(2)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def scorer():
    return cvrank.Scorer(as_of=AS_OF)


@pytest.fixture(scope="session")
def texts() -> list[tuple[str, str]]:
    """CVs as texts; two of them twice, so that something is the same as something."""
    kinds = (".md", ".txt")
    files = [path for path in sorted(CVS.iterdir()) if path.suffix in kinds]
    read = {path.stem: path.read_text(errors="replace") for path in files}
    again = {f"{name}-again": read[name] for name in list(read)[:2]}
    return list((read | again).items())


@pytest.fixture(scope="session")
def frame(spark, texts) -> DataFrame:
    return spark.createDataFrame(texts, "cv_id string, text string")


def rows(ranked: DataFrame) -> list[dict]:
    return [row.asDict() for row in ranked.collect()]


def by_id(ranked: DataFrame) -> dict[str, dict]:
    return {row["cv_id"]: row for row in rows(ranked)}


def alone(scorer, texts, post=POST) -> dict[str, dict]:
    """What the plain module says of each CV by itself, with its rank among all."""
    ranks = {found.cv_id: found.rank for found in scorer.rank(post, dict(texts))}
    said = {}
    for cv_id, text in texts:
        (row,) = scorer.rank(post, {cv_id: text}).to_arrow().select(OWN).to_pylist()
        said[cv_id] = {"rank": ranks[cv_id], "cv_id": cv_id, **row}
    return said


@pytest.mark.parametrize("partitions", [1, 3, 7])
def test_rows_are_those_of_the_module_bit_for_bit(scorer, frame, texts, partitions):
    ranked = cvrank.spark.rank(frame.repartition(partitions), POST, scorer=scorer)
    assert ranked.columns == ["rank", "cv_id", *OWN]
    assert by_id(ranked) == alone(scorer, texts)


@pytest.fixture(scope="session")
def written(scorer) -> list[tuple[int, str, float]]:
    """Rank, id and score of all files, as the program writes them where CVRANK_BIN names it."""
    program = os.environ.get("CVRANK_BIN")
    if program:
        score = [program, "score", str(POST), str(CVS), "--as-of", AS_OF, "--format", "csv"]
        text = subprocess.run(score, capture_output=True, text=True, check=True).stdout
    else:
        text = scorer.rank(POST, str(CVS)).to_csv()
    ranked = csv.DictReader(io.StringIO(text))
    return [(int(row["rank"]), row["cv_id"], float(row["score"])) for row in ranked]


def test_files_have_the_scores_of_the_program(spark, scorer, written):
    files = spark.read.format("binaryFile").load(str(CVS))
    name = F.regexp_extract("path", r"([^/]+)\.[^.]+$", 1)
    files = files.select(name.alias("cv_id"), "content").repartition(3)
    ranked = rows(cvrank.spark.rank(files, POST, scorer=scorer, top=1000))
    assert len(written) == 44
    assert [(row["rank"], row["cv_id"], row["score"]) for row in ranked] == written


def test_many_jobs_each_have_their_ranks(scorer, frame, texts):
    posts = {path.stem: path for path in sorted(POSTS.iterdir())}
    ranked = cvrank.spark.rank(frame.repartition(3), posts, scorer=scorer)
    assert ranked.columns[:3] == ["job_id", "rank", "cv_id"]
    found = {(row.pop("job_id"), row["cv_id"]): row for row in rows(ranked)}
    assert len(found) == len(posts) * len(texts)
    for name, post in posts.items():
        for cv_id, row in alone(scorer, texts, post).items():
            assert found[name, cv_id] == row

    best = rows(cvrank.spark.rank(frame, posts, scorer=scorer, top=2))
    assert [row["job_id"] for row in best] == sorted(list(posts) * 2)
    assert all(found[row["job_id"], row["cv_id"]]["rank"] == row["rank"] for row in best)


@pytest.mark.parametrize("top", [None, 3])
def test_each_cv_is_read_once(spark, scorer, frame, texts, top):
    read = spark.sparkContext.accumulator(0)

    def count(batches):
        for batch in batches:
            read.add(batch.num_rows)
            yield batch

    counted = frame.repartition(3).mapInArrow(count, frame.schema)
    posts = {"a": POST, "b": POSTS / "ward_nurse.md"}
    cvrank.spark.rank(counted, posts, scorer=scorer, top=top).collect()
    assert read.value == len(texts)


def test_top_is_the_best_and_what_could_not_be_read(spark, scorer, texts):
    given = [*texts, ("null", None), ("blank", " \n")]
    frame = spark.createDataFrame(given, "cv_id string, text string").repartition(3)
    ranked = rows(cvrank.spark.rank(frame, POST, scorer=scorer, top=5))
    expected = [(found.rank, found.cv_id) for found in scorer.rank(POST, dict(texts), top=5)]
    assert [(row["rank"], row["cv_id"]) for row in ranked[:5]] == expected
    assert [row["cv_id"] for row in ranked[5:]] == ["blank", "null"]
    for row in ranked[5:]:
        assert (row["rank"], row["score"], row["status"]) == (None, None, "empty")
        assert row["reason"] == "the row has nothing in its column text; fill it in"


def test_equal_scores_share_a_rank_and_the_cut_takes_the_lower_id(spark, scorer, texts):
    text = dict(texts)["c-0010"]
    # More than are kept a partition, so that partitions are cut.
    many = [(number, text) for number in range(450)] + [(1000, dict(texts)["c-0001"])]
    frame = spark.createDataFrame(many, "number bigint, cv string").repartition(2)
    ranked = cvrank.spark.rank(frame, POST, id="number", text="cv", scorer=scorer, top=4)
    assert dict(ranked.dtypes)["cv_id"] == "bigint"
    assert [(row["rank"], row["cv_id"]) for row in rows(ranked)] == [
        (1, 1000), (2, 0), (2, 1), (2, 2),
    ]  # fmt: skip
    everything = rows(cvrank.spark.rank(frame, POST, id="number", text="cv", scorer=scorer))
    assert sorted(row["rank"] for row in everything) == [1] + [2] * 450


def test_a_bad_document_is_a_row(spark, scorer):
    pdf = (CVS / "c-0003.pdf").read_bytes()
    given = [
        (1, pdf),
        (2, b"%PDF-1.7\n" + b"\xff" * 200),
        (3, b""),
        (4, None),
        (5, (ROOT / "data/unreadable/scan.png").read_bytes()),
    ]
    frame = spark.createDataFrame(given, "n int, content binary").repartition(2)
    found = by_id(cvrank.spark.rank(frame, POST, id="n", scorer=scorer))
    (known,) = scorer.rank(POST, {"c": pdf})
    assert (found[1]["rank"], found[1]["score"], found[1]["status"]) == (1, known.score, "scored")
    assert found[1]["reason"] == ""
    statuses = {number: found[number]["status"] for number in (2, 3, 4, 5)}
    assert statuses == {2: "damaged", 3: "empty", 4: "empty", 5: "scan"}
    for number in statuses:
        assert found[number]["rank"] is None and found[number]["score"] is None
        assert found[number]["reason"] and "row 1" not in found[number]["reason"]


def test_a_killed_worker_costs_its_task_only(scorer, frame, texts, tmp_path):
    killed = tmp_path / "killed"

    def kill_once(batches):
        for number, batch in enumerate(batches):
            # In the midst of a partition, behind rows that were scored already.
            if number == 1:
                try:
                    killed.touch(exist_ok=False)
                except FileExistsError:
                    pass
                else:
                    os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    fragile = frame.repartition(2).mapInArrow(kill_once, frame.schema)
    for top in (None, 1000):
        found = by_id(cvrank.spark.rank(fragile, POST, scorer=scorer, top=top))
        assert killed.exists()
        assert found == alone(scorer, texts)
        killed.unlink()


def test_a_scorer_goes_to_the_workers_with_its_files(frame, texts, tmp_path):
    lexicon = tmp_path / "terms.tsv"
    lexicon.write_text("Tidewheel\tskill\tTide wheel\n")
    model = tmp_path / "model.json"
    builtin = cvrank.Model.builtin().to_dict()
    builtin["name"] = "of a file"
    model.write_text(json.dumps(builtin))
    scorer = cvrank.Scorer(model, lexicon, as_of="2020-01-01", threads=2)
    ranked = cvrank.spark.rank(frame.repartition(2), POST, scorer=scorer)
    expected = alone(scorer, texts)
    model.unlink()
    lexicon.unlink()
    found = by_id(ranked)
    assert found == expected
    assert {(row["model"], row["as_of"]) for row in found.values()} == {("of a file", "2020-01-01")}


def test_a_job_that_was_changed_is_used(scorer, frame, texts):
    job = scorer.parse_job(POST)
    job.remove(0)
    found = by_id(cvrank.spark.rank(frame, job, scorer=scorer))
    assert found == alone(scorer, texts, job)


def test_strange_names_and_empty_frames(spark, scorer, texts):
    frame = spark.createDataFrame(texts[:3], "`the.id` string, `a ``text` string")
    ranked = cvrank.spark.rank(frame, POST, id="the.id", text="a `text", scorer=scorer)
    assert by_id(ranked) == alone(scorer, texts[:3])
    for top in (None, 3):
        nothing = cvrank.spark.rank(frame.limit(0), POST, id="the.id", text="a `text", top=top)
        assert nothing.collect() == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"id": "n"}, "no column n; found cv_id, text, body; name the right one with id="),
        ({"text": "cv"}, "no column cv; found cv_id, text, body; name the right one with text="),
        ({"text": "body"}, "the column body holds binary; expected texts"),
        ({"content": "text"}, "the column text holds string; expected documents as bytes"),
        ({"content": "body", "text": "text"}, "both given"),
        ({"id": "body"}, "the column body holds binary; expected texts or whole numbers"),
        ({"top": 0}, "top is 0"),
        ({"job": {}}, "no job is given"),
        ({"job": {1: POST, "1": POST}}, "two jobs have the same id"),
        ({"job": {"nurse": "missing.md"}}, "job nurse: missing.md"),
    ],
)
def test_what_cannot_be_used_is_said_before_any_task_runs(spark, scorer, given, said):
    frame = spark.createDataFrame([("a", "b", b"c")], "cv_id string, text string, body binary")
    with pytest.raises(cvrank.CvrankError) as refused:
        cvrank.spark.rank(frame, **{"job": POST, "scorer": scorer, **given})
    assert said in str(refused.value)


def test_the_example_says_the_same_on_one_core(tmp_path, written):
    out = tmp_path / "best"
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    options = ["--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"]
    example = [str(ROOT / "notebooks" / "spark_rank.py"), "--job", str(POST), "--cvs", str(CVS)]
    run = subprocess.run(
        [str(submit), "--master", "local[1]", *options, *example]
        + ["--out", str(out), "--top", "43", "--as-of", AS_OF],
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    best = [cv_id for _, cv_id, _ in written[:43]]
    assert re.findall(r"\bc-[0-9]{4}\b", run.stdout) == best
    table = pyarrow.parquet.read_table(out).to_pylist()
    found = sorted((row["rank"], row["cv_id"], row["score"]) for row in table)
    assert found == written[:43]
