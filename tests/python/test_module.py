"""What the module does that the program does not: objects, errors, threads, processes."""

from __future__ import annotations

import copy
import doctest
import multiprocessing
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest

import cvrank
import cvrank.sklearn
from conftest import AS_OF, CVS, JOB, ROOT

POST = "Data engineer wanted\nYou have 3+ years of Python."
ANNA = "Data engineer, Kornhaus, 2019 - present. Built pipelines in Python and Airflow, led two people."


def test_examples_of_the_documentation_are_true():
    for module in (cvrank, cvrank.sklearn):
        result = doctest.testmod(module, extraglobs={"cvrank": cvrank})
        assert result.failed == 0
    assert doctest.testmod(cvrank).attempted > 20
    page = doctest.testfile(str(ROOT / "docs/python.md"), module_relative=False)
    assert page.failed == 0 and page.attempted > 5


def test_reasons_sum_to_the_score_and_quotes_are_true(ranking):
    for found in ranking:
        if found.rank is None:
            assert found.score is None and found.reason and found.reasons == []
            continue
        points = sum(round(reason["points"] * 1000) for reason in found.reasons)
        base = round(found.to_dict()["explanation"]["base"] * 1000)
        assert points + base == round(found.score * 1000)
        if found.source.endswith(".txt"):
            try:
                text = pathlib.Path(found.source).read_text(encoding="utf-8").encode()
            except UnicodeDecodeError:
                continue
            quotes = [quote for reason in found.reasons for quote in reason["evidence"]]
            assert quotes
            for quote in quotes:
                assert text[quote["start"] : quote["end"]].decode() == quote["quote"]


def test_a_ranking_is_a_sequence(ranking):
    assert len(ranking) == len(list(ranking)) == 44
    first = ranking[0]
    assert first.rank == 1 and first.cv_id in ranking and ranking[first.cv_id].score == first.score
    assert ranking[-1].cv_id == list(ranking)[-1].cv_id
    low, high = first.rank_range
    assert 1 <= low <= 1 <= high
    with pytest.raises(KeyError, match="no CV has the id nobody"):
        ranking["nobody"]
    with pytest.raises(IndexError, match="no place 999; the ranking has"):
        ranking[999]
    html = ranking._repr_html_()
    assert first.cv_id in html and "<script" not in html


def test_a_requirement_changes_the_ranking(scorer):
    job = cvrank.Job.read(POST)
    before = scorer.rank(job, {"anna": ANNA})["anna"]
    job.requirements[0].importance = "nice"
    assert [asked.importance for asked in job.requirements] == ["nice"]
    after = scorer.rank(job, {"anna": ANNA})["anna"]
    features = lambda found: {reason["feature"] for reason in found.reasons}
    assert "must_coverage" in features(before) and "must_coverage" not in features(after)
    job.add("must", any_of=["Excel"])
    assert repr(job.requirements[1]) == "Requirement(must: Excel)"
    job.remove(-1)
    assert len(job.requirements) == 1
    job.requirements[0].weight = 2
    assert job.requirements[0].weight == 2.0
    job.requirements[0].weight = None
    assert job.requirements[0].weight is None
    job.title = "Head of data"
    assert cvrank.Job.read(job.to_toml()).title == "Head of data"
    # The file of a job that was changed ranks as the job does.
    assert scorer.rank(job.to_toml(), {"anna": ANNA}).to_csv() == scorer.rank(job, {"anna": ANNA}).to_csv()


def test_a_change_that_makes_no_job_is_refused_and_changes_nothing():
    job = cvrank.Job.read(POST)
    before = job.to_toml()
    with pytest.raises(cvrank.CvrankError, match='`importance` is "maybe"; expected'):
        job.requirements[0].importance = "maybe"
    with pytest.raises(cvrank.CvrankError, match="a requirement has one of: any_of"):
        job.add("must", years=3)
    with pytest.raises(AttributeError, match="a requirement has no colour; it has: importance"):
        job.requirements[0].colour = "red"
    with pytest.raises(IndexError, match="no requirement 7; the job has 1"):
        job.remove(7)
    assert job.to_toml() == before


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: cvrank.Job.read("no/such/post.md"), "no/such/post.md: the file does not exist"),
        (lambda: cvrank.Job.read(""), "the file is empty (0 bytes)"),
        (lambda: cvrank.Scorer("no/such/model.json"), "cannot read no/such/model.json; check the path"),
        (lambda: cvrank.Scorer(JOB), "backend_engineer.md: "),
        (lambda: cvrank.Scorer(as_of="yesterday"), "as_of is yesterday; expected a date such as"),
        (lambda: cvrank.Model.from_json("{}"), ""),
        (lambda: cvrank.Scorer(as_of=AS_OF).rank(POST, "no/such/folder.pdf"), "nothing was found at"),
        (lambda: cvrank.Scorer(as_of=AS_OF).parse_cv("no/such/cv.pdf"), "nothing was found at no/such/cv.pdf"),
    ],
)
def test_errors_are_the_programs_words(call, words):
    with pytest.raises(cvrank.CvrankError) as error:
        call()
    assert words in str(error.value), str(error.value)


def test_a_frame_without_its_column_names_those_it_has(scorer):
    import pandas

    frame = pandas.DataFrame({"cv_id": ["a"], "lebenslauf": [ANNA]})
    with pytest.raises(cvrank.CvrankError) as error:
        scorer.rank(POST, frame)
    assert "found cv_id, lebenslauf; name the right one with text=" in str(error.value)
    with pytest.raises(TypeError, match="expected CVs as a path"):
        scorer.rank(POST, 5)
    with pytest.raises(TypeError, match="expected a path, a text or bytes, not int"):
        scorer.rank(POST, [5])


def test_a_bad_file_is_a_row(scorer):
    cvs = {"anna": ANNA, "empty": "", "broken": b"%PDF-1.7 and nothing more", "file": "anna.pdf"}
    ranking = scorer.rank(POST, cvs)
    assert [(found.cv_id, found.rank) for found in ranking][0] == ("anna", 1)
    assert ranking["empty"].status == "empty" and ranking["empty"].reason
    assert ranking["broken"].status == "damaged" and ranking["broken"].reason
    assert ranking["file"].status == "not_found"
    import pyarrow

    nothing = scorer.rank(POST, pyarrow.table({"id": ["a", None, "a"], "text": [ANNA, None, ANNA]}))
    assert sorted(found.cv_id for found in nothing) == ["a", "a#2", "cv-2"]
    assert nothing["cv-2"].reason == "row 2 of the table has nothing in its column text; fill it in"


def test_many_jobs_read_each_cv_once(scorer):
    jobs = sorted(pathlib.Path("data/jobs").iterdir())
    rankings = scorer.rank_many(jobs, CVS)
    assert [ranking.to_csv() for ranking in rankings] == [scorer.rank(job, CVS).to_csv() for job in jobs]


def test_what_is_sent_to_another_process_scores_the_same(ranking):
    scorer = cvrank.Scorer("models/prior.json", as_of=AS_OF, threads=1)
    job = cvrank.Job.read(JOB)
    job.requirements[0].weight = 3
    sent_scorer, sent_job = pickle.loads(pickle.dumps((scorer, job)))
    wanted = scorer.rank(job, CVS).to_csv()
    assert sent_scorer.rank(sent_job, CVS).to_csv() == wanted
    assert copy.deepcopy(scorer).as_of == AS_OF
    assert pickle.loads(pickle.dumps(cvrank.Model.builtin())).weights == cvrank.Model.builtin().weights


def _ranked_in_child(queue, scorer):
    queue.put(scorer.rank(JOB, CVS).to_csv())


def test_a_forked_process_ranks_too(scorer):
    wanted = scorer.rank(JOB, CVS).to_csv()
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_ranked_in_child, args=(queue, scorer))
    child.start()
    assert queue.get(timeout=60) == wanted
    child.join(10)
    # The child has not taken the parent's reader of PDFs with it.
    assert scorer.rank(JOB, CVS).to_csv() == wanted


def test_other_threads_run_while_it_scores(scorer):
    texts = [ANNA + f" Batch {number}." for number in range(4000)]
    counted, done = [0], threading.Event()

    def count():
        while not done.is_set():
            counted[0] += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    started = time.monotonic()
    scorer.rank(POST, texts)
    took = time.monotonic() - started
    done.set()
    thread.join()
    assert counted[0] > 20 * took, f"{counted[0]} ticks in {took:.2f} s"


def test_control_c_ends_it():
    code = (
        "import cvrank, signal, sys\n"
        # A shell's background jobs are started deaf to it.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"scorer = cvrank.Scorer(as_of='{AS_OF}')\n"
        f"texts = ['{ANNA} ' * 20 + str(n) for n in range(200000)]\n"
        "print('ready', flush=True)\n"
        "try:\n"
        f"    scorer.rank({POST!r}, texts)\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(42)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout.readline() == b"ready\n"
    time.sleep(0.5)
    os.kill(child.pid, signal.SIGINT)
    started = time.monotonic()
    assert child.wait(30) == 42
    assert time.monotonic() - started < 5


def test_types_are_checked():
    example = pathlib.Path(__file__).with_name("typed_example.py")
    command = [sys.executable, "-m", "mypy", "--strict", str(example)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout
    done = subprocess.run([sys.executable, str(example)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 c-0044 ")


def test_everything_public_is_documented():
    import inspect

    for name in cvrank.__all__:
        if name.startswith("_"):
            continue
        thing = getattr(cvrank, name)
        assert inspect.getdoc(thing), name
        if not inspect.isclass(thing):
            continue
        for part, value in vars(thing).items():
            is_own = not part.startswith("_") and (callable(value) or inspect.isdatadescriptor(value))
            if is_own or isinstance(value, staticmethod):
                assert part.startswith("_") or inspect.getdoc(value), f"{name}.{part}"
