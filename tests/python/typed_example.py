"""A program with types, as `mypy --strict` wants them; the tests check and run it."""

import cvrank


def shortlist(job: cvrank.Job, folder: str, count: int) -> list[tuple[int, str, float]]:
    """The best of a folder."""
    scorer = cvrank.Scorer(as_of="2026-06-01")
    ranking = scorer.rank(job, folder, top=count)
    return [
        (found.rank, found.cv_id, found.score)
        for found in ranking
        if found.rank is not None and found.score is not None
    ]


def main() -> None:
    """Rank the sample."""
    job = cvrank.Job.read("data/jobs/backend_engineer.md")
    job.requirements[0].weight = 1.5
    job.requirements[0].weight = None
    for rank, cv_id, score in shortlist(job, "data/cvs", 3):
        print(rank, cv_id, score)


if __name__ == "__main__":
    main()
