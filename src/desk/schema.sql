-- The desk's own room beside the pool: jobs, their edits, and what people decided.

-- The folder's job posts, in the order in which they came.
CREATE TABLE job (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Day on which it came, YYYY-MM-DD.
    created TEXT NOT NULL,
    -- The post's file in the folder `jobs/NUMBER`, and the name that it came with.
    file TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The post as it was read, to be shown beside its requirements.
    post TEXT NOT NULL,
    -- `own`: CVs that were added to this job; `all`: those of the desk.
    scope TEXT NOT NULL,
    revealed INTEGER NOT NULL,
    -- The edit that holds; 0 for the post as it was read.
    edit INTEGER NOT NULL,
    -- A model of this job alone, and on how many decisions it rests.
    model TEXT,
    learned_from INTEGER NOT NULL
) STRICT;

-- Job files, each as it was after a change. Those behind the one that holds were undone.
CREATE TABLE edit (
    job INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    what TEXT NOT NULL,
    toml TEXT NOT NULL,
    PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;

-- Numbers by which CVs are called as long as nobody shall be named.
CREATE TABLE candidate (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    cv_id TEXT NOT NULL UNIQUE
) STRICT;

-- Lines of a log that is only added to; each holds the hash of the line before it.
CREATE TABLE decision (
    job INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;
