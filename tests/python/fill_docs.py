"""Write what the examples of a page answer: `python tests/python/fill_docs.py docs/python.md`."""

from __future__ import annotations

import contextlib
import doctest
import io
import pathlib
import sys
import traceback


def filled(page: str) -> str:
    """The page with the real answer below each example."""
    parser = doctest.DocTestParser()
    names: dict[str, object] = {}
    written: list[str] = []
    for part in parser.parse(page):
        if isinstance(part, str):
            written.append(part)
            continue
        written.extend(
            f"{'>>>' if at == 0 else '...'} {line}\n" for at, line in enumerate(part.source.splitlines())
        )
        # A fence right below an example counts as its answer: a blank line belongs between.
        fence = "\n```\n" if "```" in part.want else ""
        if part.options.get(doctest.SKIP):
            written.append(fence)
            continue
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            try:
                exec(compile(part.source, "<page>", "single"), names)
            except Exception:
                traceback.print_exc()
                raise
        written.append(said.getvalue() + fence)
    return "".join(written)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = pathlib.Path(name)
        path.write_text(filled(path.read_text()))
