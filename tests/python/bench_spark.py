"""How fast cvrank.spark is on two cores, beside one thread of the plain module.

    python tests/python/bench_spark.py [--cvs 100000] [--resumes resumes.jsonl]

CVs are generated: lines of the sample (and of texts in a JSON lines file) in new combinations.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

import cvrank
import cvrank.spark

ROOT = Path(__file__).parents[2]
POST = ROOT / "data" / "jobs" / "backend_engineer.md"
AS_OF = "2026-06-01"
CORES = 2
# CVs in one file, and of these in one row group.
FILE, GROUP = 2500, 500
# Of what two cores could do at best; and megabytes of a worker.
GOAL, MEMORY = 0.7, 300


def sources(resumes: Path | None) -> list[list[str]]:
    """Texts as lists of lines."""
    kinds = (".md", ".txt")
    files = sorted((ROOT / "data" / "cvs").iterdir())
    texts = [path.read_text(errors="replace") for path in files if path.suffix in kinds]
    if resumes is not None and resumes.exists():
        with resumes.open() as lines:
            texts += [json.loads(line)["text"] for line in lines]
    return [text.splitlines() for text in texts]


def generated(texts: list[list[str]], count: int) -> Iterator[tuple[str, str]]:
    """A text each, one line in five taken from another at about the same height."""
    chance = random.Random(18)
    for number in range(count):
        lines = list(chance.choice(texts))
        for at in range(len(lines)):
            if chance.random() < 0.2:
                other = chance.choice(texts)
                lines[at] = other[at * len(other) // len(lines)] if other else ""
        yield f"cv-{number:07}", "\n".join(lines)


def write(folder: Path, texts: list[list[str]], count: int) -> int:
    """Writes the CVs file by file; returns the bytes of their texts."""
    schema = pa.schema([("cv_id", pa.string()), ("text", pa.string())])
    made = generated(texts, count)
    size = 0
    for start in range(0, count, FILE):
        with pq.ParquetWriter(folder / f"cvs-{start:07}.parquet", schema) as file:
            for group in range(start, min(start + FILE, count), GROUP):
                wanted = min(GROUP, start + FILE - group, count - group)
                ids, held = zip(*(next(made) for _ in range(wanted)))
                size += sum(map(len, held))
                file.write_table(pa.table([list(ids), list(held)], schema=schema))
    return size


def alone(folder: Path) -> tuple[float, float]:
    """CVs a second of one thread, and its milliseconds of a processor a CV.

    The CVs are those of files at the beginning, in the middle and at the end.
    """
    files = sorted(folder.glob("*.parquet"))
    sample = pa.concat_tables(
        pq.read_table(files[at]).slice(0, 1000) for at in {0, len(files) // 2, len(files) - 1}
    )
    scorer = cvrank.Scorer(as_of=AS_OF, threads=1)
    job = scorer.parse_job(POST)
    scorer.rank(job, sample.slice(0, 50), id="cv_id", text="text")
    start, busy = time.perf_counter(), time.process_time()
    scorer.rank(job, sample, id="cv_id", text="text")
    took, busy = time.perf_counter() - start, time.process_time() - busy
    return sample.num_rows / took, 1000 * busy / sample.num_rows


def processor_seconds(process: int) -> float:
    """What a process has used so far."""
    about = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(about[11]) + int(about[12])) / os.sysconf("SC_CLK_TCK")


def machine() -> tuple[float, float]:
    """Seconds of all processors so far, and how many of these nobody used."""
    times = [int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    tick = os.sysconf("SC_CLK_TCK")
    return sum(times) / tick, (times[3] + times[4]) / tick


class Memory(threading.Thread):
    """The most that a worker process of this Spark has held, in megabytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0

    def run(self) -> None:
        while True:
            for process in workers():
                try:
                    status = Path(f"/proc/{process}/status").read_text()
                except OSError:
                    continue  # Ended meanwhile.
                held = [line.split()[1] for line in status.splitlines() if "VmHWM" in line]
                self.most = max([self.most, *(int(size) / 1024 for size in held)])
            time.sleep(0.3)


def workers() -> list[int]:
    """Processes of Spark's Python below this one; the first of them forks the others."""
    parents: dict[int, int] = {}
    daemons: set[int] = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            about = entry.joinpath("stat").read_text().rsplit(")", 1)[1]
            parents[int(entry.name)] = int(about.split()[1])
            if b"pyspark.daemon" in entry.joinpath("cmdline").read_bytes():
                daemons.add(int(entry.name))
        except OSError:
            continue

    def is_below(process: int) -> bool:
        while process in parents:
            if process == os.getpid():
                return True
            process = parents[process]
        return False

    return [process for process in daemons if parents[process] in daemons and is_below(process)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cvs", type=int, default=100_000, help="how many are generated")
    parser.add_argument("--resumes", type=Path, help="JSON lines with a key `text`")
    parser.add_argument("--batch", type=int, default=500, help="rows of a batch of Arrow")
    given = parser.parse_args()
    beside = ROOT.parent / "shared" / "data" / "corpora" / "resumes_2484.jsonl"

    with tempfile.TemporaryDirectory() as written:
        folder = Path(written)
        size = write(folder, sources(given.resumes or beside), given.cvs)
        print(f"{given.cvs} CVs, {size / given.cvs / 1000:.1f} kB each")
        before, busy_before = alone(folder)

        os.environ["PYSPARK_PYTHON"] = sys.executable
        start = time.perf_counter()
        options = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "2g",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.files.maxPartitionBytes": "16m",
            "spark.sql.execution.arrow.maxRecordsPerBatch": str(given.batch),
        }
        builder = SparkSession.builder.master(f"local[{CORES}]").appName("bench of cvrank")
        for name, value in options.items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        print(f"session         {time.perf_counter() - start:7.1f} s")

        memory = Memory()
        memory.start()
        scorer = cvrank.Scorer(as_of=AS_OF)
        first = spark.read.parquet(str(folder / "cvs-0000000.parquet"))
        start = time.perf_counter()
        cvrank.spark.rank(first.limit(100), POST, top=10, scorer=scorer).collect()
        print(f"first 100 CVs   {time.perf_counter() - start:7.1f} s, starting workers")

        java = spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid()
        busy_java = processor_seconds(java)
        busy_workers = sum(map(processor_seconds, workers()))
        all_before, idle_before = machine()
        everything = spark.read.parquet(str(folder))
        parts = everything.rdd.getNumPartitions()
        start = time.perf_counter()
        best = cvrank.spark.rank(everything, POST, top=100, scorer=scorer).collect()
        took = time.perf_counter() - start
        busy_java = processor_seconds(java) - busy_java
        busy_workers = sum(map(processor_seconds, workers())) - busy_workers
        all_after, idle_after = machine()
        scored = sum(row["score"] is not None for row in best)
        warm = given.cvs / took
        print(f"all CVs         {took:7.1f} s in {parts} partitions, {scored} of the best 100 kept")
        spark.stop()
        after, busy_after = alone(folder)

    single = max(before, after)
    ratio = warm / (CORES * single)
    print(f"local[{CORES}], warm  {warm:7.0f} CVs/s")
    print(f"one thread      {single:7.0f} CVs/s (before {before:.0f}, after {after:.0f})")
    print(f"share of {CORES} x one {ratio:6.2f}   goal {GOAL}")
    # What a machine that others use, too, shows more surely.
    ours, passed = busy_workers + busy_java, all_after - all_before
    idle = idle_after - idle_before
    alone_ms = min(busy_before, busy_after)
    print(
        f"processor a CV  {1000 * busy_workers / given.cvs:7.2f} ms in workers, "
        f"{1000 * busy_java / given.cvs:.2f} ms in Java; one thread {alone_ms:.2f} ms: "
        f"{alone_ms * given.cvs / 1000 / ours:.2f} of Spark's time is the module's"
    )
    others = (passed - ours - idle) / passed
    print(
        f"processors      {ours / passed:7.0%} Spark, {others:.0%} others, {idle / passed:.0%} idle; "
        f"without the others {ratio / (1 - others):.2f}"
    )
    print(f"worker's memory {memory.most:7.0f} MB goal below {MEMORY}")
    return int(ratio < GOAL or memory.most >= MEMORY)


if __name__ == "__main__":
    sys.exit(main())
