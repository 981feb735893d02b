"""Runs the notebooks from beginning to end, in the environment that holds the module.

    python tests/python/notebooks.py            # all of them; exits 1 at a fault
    python tests/python/notebooks.py 3_audit    # those whose name holds this
    python tests/python/notebooks.py --strip    # takes outputs and numbers out of the files

A committed notebook holds no output, so that no text of a CV gets into the repository, and its last
cell of code holds an assertion.
"""

import argparse
import ast
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parents[2]
# Longer than any cell takes on two busy cores.
CELL_SECONDS = 300


def faults_of_form(book) -> list[str]:
    """What keeps a notebook from being committed."""
    faults = []
    for cell in book.cells:
        if cell.get("outputs") or cell.get("execution_count") is not None:
            faults.append(f"cell {cell.id} holds an output or a number; --strip takes them out")
        if cell.metadata:
            faults.append(f"cell {cell.id} holds metadata; --strip takes them out")
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    if not code or not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(code[-1].source))):
        faults.append("the last cell of code holds no assertion")
    return faults


def strip(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    # As nbformat writes it, but with letters as they are and the same end on every machine.
    text = nbformat.writes(book, version=4) + "\n"
    path.write_bytes(text.encode())


def fault_of_run(book) -> str | None:
    """Runs a notebook as if it were opened in the repository; the cell and its error where it fails."""
    client = NotebookClient(
        book,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=40"],
        resources={"metadata": {"path": str(ROOT)}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        done = [cell for cell in book.cells if cell.get("execution_count")]
        place = f"cell {done[-1].id}" if done else "before the first cell"
        return re.sub(r"\x1b\[[\d;]*m", "", f"{place}: {error}").strip()
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only those whose name holds one of these")
    parser.add_argument("--strip", action="store_true", help="take outputs and numbers out, and run nothing")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the notebooks with their outputs there")
    asked = parser.parse_args()

    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    paths = [path for path in paths if not asked.names or any(name in path.name for name in asked.names)]
    if not paths:
        print("no such notebook", file=sys.stderr)
        return 2
    if asked.strip:
        for path in paths:
            strip(path)
        return 0

    failed = 0
    for path in paths:
        book = nbformat.read(path, as_version=4)
        nbformat.validate(book)
        faults = faults_of_form(book)
        start = time.monotonic()
        fault = fault_of_run(book)
        seconds = time.monotonic() - start
        if fault:
            faults.append(fault)
        failed += bool(faults)
        print(f"{path.name}: {'failed' if faults else 'ok'}, {seconds:.0f} s", flush=True)
        for fault in faults:
            print("  " + fault.replace("\n", "\n  "), flush=True)
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            nbformat.write(book, asked.keep / path.name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
