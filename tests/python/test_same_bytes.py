"""The module writes what the program writes, for files and for the same texts in memory."""

from __future__ import annotations

import csv
import io
import json
import pathlib

import pytest

import cvrank
from conftest import AS_OF, CVS, JOB


def test_csv(ranking, program):
    assert ranking.to_csv().encode() == program("score", JOB, CVS, "--as-of", AS_OF, "-f", "csv")
    excel = program("score", JOB, CVS, "--as-of", AS_OF, "-f", "csv", "--excel")
    assert ranking.to_csv(excel=True).encode() == excel
    named = program("score", JOB, CVS, "--as-of", AS_OF, "-f", "csv", "--with-contact")
    assert ranking.to_csv(with_contact=True).encode() == named


def test_json_and_explanations(ranking, scorer, program):
    assert ranking.to_json().encode() == program("score", JOB, CVS, "--as-of", AS_OF, "-f", "json")
    cv = "data/cvs/c-0001.md"
    explained = program("explain", JOB, cv, "--as-of", AS_OF, "-f", "json")
    assert scorer.explain(JOB, cv).to_json().encode() == explained
    text = program("explain", JOB, cv, "--as-of", AS_OF)
    assert str(scorer.explain(JOB, cv)).encode() == text


def test_html_and_table(scorer, program):
    top = scorer.rank(JOB, CVS, top=5)
    page = program("score", JOB, CVS, "--as-of", AS_OF, "-f", "html", "--top", 5)
    assert top.to_html().encode() == page
    lines = program("score", JOB, CVS, "--as-of", AS_OF, "--top", 5)
    assert str(top).encode() == lines


def test_xlsx_and_files(ranking, program, tmp_path):
    program("score", JOB, CVS, "--as-of", AS_OF, "-f", "xlsx", "-o", tmp_path / "theirs.xlsx")
    ranking.to_xlsx(tmp_path / "ours.xlsx")
    assert (tmp_path / "ours.xlsx").read_bytes() == (tmp_path / "theirs.xlsx").read_bytes()
    assert ranking.to_csv(tmp_path / "ours.csv") is None
    assert (tmp_path / "ours.csv").read_text() == ranking.to_csv()


def test_another_model_and_lexicon(program, tmp_path):
    model, lexicon = "models/prior.json", tmp_path / "own.tsv"
    lexicon.write_text("# cvrank-lexicon 1\nShipment Tracking\tskill\ttrack shipments\t\t\t\n")
    options = ["--model", model, "--lexicon", lexicon, "--as-of", AS_OF, "-f", "csv"]
    own = cvrank.Scorer(model, lexicon, as_of=AS_OF)
    ours = own.rank(JOB, CVS)
    assert ours.to_csv().encode() == program("score", JOB, CVS, *options)
    held = cvrank.Scorer(cvrank.Model.read(model), [lexicon], as_of=AS_OF).rank(JOB, CVS)
    assert held.to_csv() == ours.to_csv()
    # A job is read with the scorer's own lexicon, whoever read it first, and however often it comes.
    for job in (cvrank.Job.read(JOB), own.parse_job(JOB)):
        for _ in range(2):
            assert own.rank(job, CVS).to_csv() == ours.to_csv()


def test_compare_and_check(scorer, program):
    first, second = "data/cvs/c-0001.md", "data/cvs/c-0002.md"
    theirs = program("compare", JOB, first, second, "--as-of", AS_OF)
    assert str(scorer.compare(JOB, first, second)).encode() == theirs
    data = program("compare", JOB, first, second, "--as-of", AS_OF, "-f", "json")
    assert scorer.compare(JOB, first, second).to_json().encode() == data
    report = scorer.check(JOB, [first, second], swaps=2)
    tried = ["check", JOB, first, second, "--as-of", AS_OF, "--swaps", 2]
    assert report.to_json().encode() == program(*tried, "-f", "json")
    assert str(report).encode() == program(*tried)
    assert report.holds


def test_place(scorer, ranking, program):
    theirs = program(
        "explain", JOB, "data/cvs/c-0001.md", "--pool", CVS, "--top", 3, "--as-of", AS_OF,
    )
    assert theirs.decode().endswith(str(scorer.what_if(ranking, "c-0001", 3)))


def test_parse(scorer, program):
    cv = "data/cvs/c-0001.md"
    assert scorer.parse_cv(cv) == json.loads(program("parse", cv, "--as", "cv", "--as-of", AS_OF))
    assert cvrank.Job.read(JOB).to_toml().encode() == program("parse", JOB, "--as", "job")


def test_train_and_evaluate(scorer, program, tmp_path):
    arguments = ["--jobs", "data/jobs", "--cvs", CVS, "--labels", "data/labels.csv"]
    theirs = program("evaluate", *arguments, "--as-of", AS_OF, "-q")
    ours = cvrank.evaluate("data/labels.csv", "data/jobs", CVS, scorer=scorer)
    assert str(ours).encode() == theirs
    theirs = program(
        "train", *arguments, "--as-of", AS_OF, "-q", "-o", tmp_path / "own.json",
        "--anyway", "a test", "--name", "labels",
    ).decode()
    ours = cvrank.train("data/labels.csv", "data/jobs", CVS, scorer=scorer, name="labels")
    assert theirs.startswith(str(ours))
    if ours.verdict != "better":
        with pytest.raises(cvrank.CvrankError, match="anyway="):
            ours.save(tmp_path / "mine.json")
    ours.save(tmp_path / "mine.json", anyway="a test")
    assert (tmp_path / "mine.json").read_bytes() == (tmp_path / "own.json").read_bytes()
    assert (tmp_path / "mine.md").read_bytes() == (tmp_path / "own.md").read_bytes()


def test_audit(ranking, scorer, program, tmp_path):
    ranking.to_json(tmp_path / "ranking.json")
    theirs = program(
        "audit", tmp_path / "ranking.json", "--groups", "data/groups.csv", "--cut", 10, codes=(0, 1, 4)
    )
    ours = scorer.audit(ranking, "data/groups.csv", best=10)
    told = theirs.decode().replace(str(tmp_path / "ranking.json"), "the ranking")
    assert str(ours) == told
    assert str(scorer.audit(tmp_path / "ranking.json", "data/groups.csv", best=10)) == theirs.decode()


def texts():
    """Those of the sample that are UTF-8."""
    held = {}
    for path in sorted(pathlib.Path(CVS).glob("*.txt")):
        try:
            held[path.stem] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    assert len(held) > 5
    return held


def test_texts_in_memory_score_as_rows_of_a_table(scorer, program, tmp_path):
    held = texts()
    with open(tmp_path / "cvs.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["cv_id", "text"])
        rows.writerows(held.items())
    theirs = program("score", JOB, tmp_path / "cvs.csv", "--as-of", AS_OF, "-f", "csv")
    wanted = [
        (row["rank"], row["cv_id"], row["score"], row["flags"])
        for row in csv.DictReader(io.StringIO(theirs.decode()))
    ]

    def seen(cvs, **columns):
        found = csv.DictReader(io.StringIO(scorer.rank(JOB, cvs, **columns).to_csv()))
        return [(row["rank"], row["cv_id"], row["score"], row["flags"]) for row in found]

    import pandas
    import polars
    import pyarrow

    frame = pandas.DataFrame({"cv_id": list(held), "text": list(held.values())})
    table = pyarrow.Table.from_pandas(frame)
    assert seen(held) == wanted
    assert seen(frame) == wanted
    assert seen(frame.rename(columns={"text": "lebenslauf"}), text="lebenslauf") == wanted
    assert seen(polars.from_pandas(frame)) == wanted
    assert seen(table) == wanted
    assert seen(table.to_reader(max_chunksize=3)) == wanted
    assert seen(table.to_batches()[0]) == wanted
    views = table.cast(pyarrow.schema([("cv_id", pyarrow.string()), ("text", pyarrow.string_view())]))
    assert seen(views) == wanted
    content = pyarrow.table({"cv_id": list(held), "content": [text.encode() for text in held.values()]})
    assert [row[:3] for row in seen(content)] == [row[:3] for row in wanted]
    assert seen(content, content="content") == seen(content)
    # A column alone, or a list, has no ids.
    scores = sorted(score for _, _, score, _ in wanted)
    for cvs in (table.column("text"), list(held.values()), frame["text"], polars.Series(held.values())):
        assert sorted(score for _, _, score, _ in seen(cvs)) == scores


def test_a_table_of_arrow_says_what_the_csv_says(ranking):
    table = ranking.to_arrow()
    rows = list(csv.DictReader(io.StringIO(ranking.to_csv())))
    assert table.column_names == list(rows[0])
    assert table.num_rows == len(rows) == len(ranking)
    for name in table.column_names:
        for cell, written in zip(table.column(name).to_pylist(), (row[name] for row in rows)):
            match cell:
                case None:
                    assert written == ""
                case float() | int():
                    assert float(written) == cell
                case _:
                    # The CSV keeps a spreadsheet from running a formula.
                    assert cell.replace("\n", " ") in (written, written[1:])
    assert ranking.to_pandas().equals(table.to_pandas())
    assert ranking.to_polars()["cv_id"].to_list() == table.column("cv_id").to_pylist()
