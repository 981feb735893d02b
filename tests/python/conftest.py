"""What the tests share: the repository as working directory, the program beside the module."""

from __future__ import annotations

import os
import pathlib
import subprocess

import pytest

import cvrank

ROOT = pathlib.Path(__file__).resolve().parents[2]
JOB = "data/jobs/backend_engineer.md"
CVS = "data/cvs"
AS_OF = "2026-06-01"


@pytest.fixture(autouse=True, scope="session")
def at_root():
    os.chdir(ROOT)


@pytest.fixture(scope="session")
def scorer():
    return cvrank.Scorer(as_of=AS_OF)


@pytest.fixture(scope="session")
def ranking(scorer):
    return scorer.rank(JOB, CVS)


@pytest.fixture(scope="session")
def program():
    """The command line program: what it writes to standard output, as bytes."""
    path = pathlib.Path(os.environ.get("CVRANK_BIN", ROOT / "target/release/cvrank"))
    assert path.exists(), f"{path} is not there; run `cargo build --release` first"

    def run(*arguments, codes=(0, 3)):
        done = subprocess.run([path, *map(str, arguments)], capture_output=True, check=False)
        assert done.returncode in codes, done.stderr.decode()
        return done.stdout

    return run
