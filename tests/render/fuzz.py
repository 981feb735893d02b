#!/usr/bin/env python3
"""Hides a line of skills by means combined at random, has programs draw the file, and asks who scores it anyway.

    fuzz.py --program CVRANK --job POST [--formats html,docx,pdf,odt,rtf] [--count 200] [--seed 1] [--out DIR]

Each case is a CV with a line and the same CV with spaces of the line's width in its place. Where the two pictures do
not differ, nobody sees the line, and it must earn nothing: whatever it earns is a leak (exit code 1), and its file
stays in --out. What is drawn and is not scored is counted too, but is no fault: what is in doubt is not scored.
Needs Chromium (html), pdftoppm (all others), LibreOffice Writer and Math (docx, odt, rtf) and the fonts DejaVu.
Means that SECURITY.md says are not defended are not drawn: pseudo-elements, files and scripts from elsewhere,
shapes over the text of an RTF.
"""

import argparse
import collections
import csv
import importlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rendering
from invented import BLANK, LINE

# Of 2,000 files. HTML has the most means.
SHARES = {"html": 700, "docx": 400, "pdf": 400, "odt": 300, "rtf": 200}
# Pixels that may differ by chance (the edge of a box that is wider by a fraction).
CHANCE = 3
# Less ink than this share of the plain line's is too little to be read.
FAINT = 0.12


def cases_of(kind, count, seed, folder):
    """Writes the files of a format; returns [name, means]."""
    means_of = importlib.import_module(f"{kind}_means")
    os.makedirs(folder, exist_ok=True)
    found = []
    for number in range(count):
        name = f"{number:04}"
        means, write = means_of.make(random.Random(f"{seed} {kind} {number}"))
        for ending, line in (("line", LINE), ("blank", BLANK)):
            with open(os.path.join(folder, f"{name}-{ending}.{kind}"), "wb") as file:
                file.write(write(line))
        found.append((name, means))
    for ending, line in (("line", LINE), ("blank", BLANK)):
        with open(os.path.join(folder, f"plain-{ending}.{kind}"), "wb") as file:
            file.write(means_of.plain(line))
    return found


def inks(kind, names, folder):
    """Of each case the pixels and the ink by which the line changes the picture; None where nothing was drawn."""

    def files(name):
        return [os.path.join(folder, f"{name}-{ending}.{kind}") for ending in ("line", "blank")]

    found = {}
    if kind == "html":
        browser = rendering.Browser()
        try:
            for name in names:
                try:
                    found[name] = browser.ink(*files(name))
                except RuntimeError as error:
                    print(f"{kind} {name}: {error}", file=sys.stderr)
                    found[name] = None
                    browser.close()
                    browser = rendering.Browser()
        finally:
            browser.close()
        return found
    if kind == "pdf":
        return {name: rendering.ink_of_pdf(*files(name)) for name in names}
    with tempfile.TemporaryDirectory() as pdfs:
        written = rendering.write_pdfs([path for name in names for path in files(name)], pdfs)
        for name in names:
            line, blank = (written[path] for path in files(name))
            found[name] = rendering.ink_of_pdf(line, blank) if line and blank else None
    return found


def scores(program, job, folder):
    """Score and flags of each file; a file that cannot be read scores nothing."""
    answer = subprocess.run(
        [program, "score", job, folder, "--as-of", "2026-06-01", "-q", "-f", "csv"],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode not in (0, 4):
        raise SystemExit(f"{program} ended with {answer.returncode}: {answer.stderr[-2000:]}")
    rows = csv.DictReader(io.StringIO(answer.stdout.lstrip("\ufeff")))
    return {
        os.path.basename(row["source"]): (float(row["score"] or 0), row["flags"], row["status"])
        for row in rows
    }


def verdict(ink, plain):
    if ink is None:
        return "not drawn"
    if ink[0] <= CHANCE:
        return "hidden"
    return "faint" if ink[1] < FAINT * plain else "visible"


def run(kind, count, options):
    folder = os.path.join(options.out, kind)
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    cases = cases_of(kind, count, options.seed, folder)
    drawn = inks(kind, ["plain"] + [name for name, _ in cases], folder)
    of_plain = drawn.pop("plain")
    if not of_plain or of_plain[0] <= CHANCE:
        raise SystemExit(f"{kind}: the line in plain sight is not drawn; is a font missing?")
    after_drawing = time.monotonic()
    earned = scores(options.program, options.job, folder)
    gain_of_plain = earned[f"plain-line.{kind}"][0] - earned[f"plain-blank.{kind}"][0]
    if gain_of_plain <= 0:
        raise SystemExit(f"{kind}: the line in plain sight earns nothing")
    rows = []
    for name, means in cases:
        line, blank = (
            earned.get(f"{name}-{ending}.{kind}", (0.0, "", "absent"))
            for ending in ("line", "blank")
        )
        # Spaces that are hidden may part the page so that less is read of it: nothing is gained where a page without
        # the line earns as much.
        gain = line[0] - max(blank[0], earned[f"plain-blank.{kind}"][0])
        rows.append(
            {
                "format": kind,
                "case": name,
                "means": means,
                "seen": verdict(drawn[name], of_plain[1]),
                "ink": drawn[name] and round(drawn[name][1] / of_plain[1], 3),
                "gain": round(gain, 3),
                "flags": line[1],
                "status": line[2],
            }
        )
    now = time.monotonic()
    print(
        f"{kind}: {count} cases; drawn in {after_drawing - began:.0f} s, scored in {now - after_drawing:.0f} s; the line in plain sight earns {gain_of_plain:.3f}"
    )
    return rows


def bare(mean):
    """A mean without the way in which it is attached."""
    return re.sub(r" \(.*\)$", "", mean)


def tell(rows, out):
    """Prints counts by format and mean, and the leaks; returns how many leaks there are."""
    print(
        f"\n{'format':7}{'cases':>6}{'hidden':>8}{'faint':>7}{'visible':>9}{'not drawn':>11}{'leaks':>7}{'faint, scored':>15}{'seen, not scored':>18}"
    )
    leaks = []
    for kind in dict.fromkeys(row["format"] for row in rows):
        own = [row for row in rows if row["format"] == kind]
        seen = collections.Counter(row["seen"] for row in own)
        leaked = [row for row in own if row["seen"] == "hidden" and row["gain"] > 1e-9]
        leaks += leaked
        faint = sum(row["seen"] == "faint" and row["gain"] > 1e-9 for row in own)
        strict = sum(row["seen"] == "visible" and row["gain"] <= 1e-9 for row in own)
        print(
            f"{kind:7}{len(own):6}{seen['hidden']:8}{seen['faint']:7}{seen['visible']:9}{seen['not drawn']:11}{len(leaked):7}{faint:15}{strict:18}"
        )
    by_mean = collections.defaultdict(collections.Counter)
    for row in rows:
        for mean in {bare(mean) for mean in row["means"]}:
            count = by_mean[row["format"], mean]
            count["cases"] += 1
            count[row["seen"]] += 1
            count["leaks"] += row["seen"] == "hidden" and row["gain"] > 1e-9
            count["strict"] += row["seen"] == "visible" and row["gain"] <= 1e-9
    with open(os.path.join(out, "means.csv"), "w", newline="") as file:
        table = csv.writer(file)
        columns = ["cases", "hidden", "faint", "visible", "not drawn", "leaks", "strict"]
        table.writerow(["format", "mean", *columns])
        for (kind, mean), count in sorted(by_mean.items()):
            table.writerow([kind, mean, *(count[column] for column in columns)])
    with open(os.path.join(out, "rows.jsonl"), "w") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    for row in leaks:
        print(
            f"LEAK {row['format']}/{row['case']}-line.{row['format']}  +{row['gain']}  {'; '.join(row['means'])}"
        )
    for row in rows:
        if row["seen"] == "faint" and row["gain"] > 1e-9:
            print(
                f"faint {row['format']}/{row['case']}-line.{row['format']}  +{row['gain']}  ink {row['ink']}  {'; '.join(row['means'])}"
            )
    return len(leaks)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--program", required=True)
    parser.add_argument("--job", required=True)
    parser.add_argument("--formats", default=",".join(SHARES))
    parser.add_argument(
        "--count",
        type=int,
        default=200,
        help="files in all, divided among the formats as a run of 2,000 is",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="fuzzed")
    options = parser.parse_args()
    formats = options.formats.split(",")
    whole = sum(SHARES[kind] for kind in formats)
    os.makedirs(options.out, exist_ok=True)
    rows = []
    for kind in formats:
        rows += run(kind, max(1, round(options.count * SHARES[kind] / whole)), options)
    sys.exit(1 if tell(rows, options.out) else 0)


if __name__ == "__main__":
    main()
