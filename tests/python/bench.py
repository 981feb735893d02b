"""The program with files beside the module with the same texts: medians of one run.

    python tests/python/bench.py [--data ../shared/data] [--rounds 5]
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import pyarrow

import cvrank

ROOT = pathlib.Path(__file__).resolve().parents[2]
JOB = ROOT / "data/jobs/backend_engineer.md"
AS_OF = "2026-06-01"


def texts(data: pathlib.Path) -> list[str]:
    """The 2,484 CVs, or the sample over and over where they are absent."""
    corpus = data / "corpora/resumes_2484.jsonl"
    if corpus.exists():
        rows = (json.loads(line) for line in corpus.open())
        return [row.get("text") or row.get("Resume_str") or "" for row in rows]
    sample = [path.read_text() for path in sorted((ROOT / "data/cvs").glob("*.txt"))]
    return [sample[number % len(sample)] for number in range(2484)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = pathlib.Path(os.environ.get("CVRANK_BIN", ROOT / "target/release/cvrank"))
    cvs = texts(options.data)
    column = pyarrow.chunked_array([cvs])
    scorer = cvrank.Scorer(as_of=AS_OF)
    job = cvrank.Job.read(JOB)
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(cvs):
            pathlib.Path(folder, f"cv-{number + 1}.txt").write_text(text)

        def by_program() -> None:
            command = [program, "score", JOB, folder, "--as-of", AS_OF, "-f", "csv", "-q"]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)

        ways = {
            "program, files": by_program,
            "module, files": lambda: scorer.rank(job, folder).to_csv(),
            "module, list": lambda: scorer.rank(job, cvs).to_csv(),
            "module, Arrow": lambda: scorer.rank(job, column).to_csv(),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(options.rounds):
            for name, way in ways.items():
                started = time.perf_counter()
                way()
                seconds[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    print(f"{len(cvs)} CVs, median of {options.rounds} rounds")
    for name, median in medians.items():
        ratio = median / medians["program, files"]
        print(f"{name:<15} {median:6.2f} s   {ratio:5.2f} of the program")


if __name__ == "__main__":
    main()
