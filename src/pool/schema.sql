-- A pool of CVs that were read once. Times are days (YYYY-MM-DD), months are counted from year 0.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Files that CVs come from: a CV, or a table, an archive, a mailbox of several.
CREATE TABLE file (
    number INTEGER PRIMARY KEY,
    -- Absolute, to find it again, and as it was given, to be shown.
    path TEXT NOT NULL UNIQUE,
    shown TEXT NOT NULL,
    -- By which a changed file is told, without opening it: bytes, and nanoseconds since 1970.
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT;

-- What was read of the same bytes in the same manner, once.
CREATE TABLE reading (
    number INTEGER PRIMARY KEY,
    -- SHA-256 of the bytes, or why they could not be had; they have a length where they could.
    content TEXT NOT NULL,
    bytes INTEGER,
    -- The ending of the file's name, or that it is a text: it tells how bytes are read.
    manner TEXT NOT NULL,
    -- Version of what made the document.
    reader TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- Compressed, absent without one.
    document BLOB,
    -- Version of what made the profile, with its month and lexicon.
    profiler TEXT NOT NULL,
    profile BLOB,
    -- For filters: what it is written in, and the last month of the last position.
    language TEXT NOT NULL,
    last_month INTEGER
) STRICT;
CREATE UNIQUE INDEX reading_by_content ON reading (content, manner);

-- Hashes of a person's e-mail addresses and telephone numbers.
CREATE TABLE address (
    hash INTEGER NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (number) ON DELETE CASCADE,
    PRIMARY KEY (hash, reading)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_by_reading ON address (reading);

-- The most that a CV can earn for posts in a language, whatever they ask; see features/ceiling.
CREATE TABLE ceiling (
    number INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (number) ON DELETE CASCADE,
    version TEXT NOT NULL,
    record BLOB NOT NULL,
    UNIQUE (language, reading)
) STRICT;
CREATE INDEX ceiling_by_reading ON ceiling (reading);

-- Runs of hashes of a text: two that share none are not nearly the same.
CREATE TABLE band (
    hash INTEGER NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (number) ON DELETE CASCADE,
    PRIMARY KEY (hash, reading)
) STRICT, WITHOUT ROWID;
CREATE INDEX band_by_reading ON band (reading);

CREATE TABLE cv (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    file INTEGER NOT NULL REFERENCES file (number),
    -- What stands behind the file's path where it holds several: `:12`, `/anna.pdf`.
    inside TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading (number),
    arrived TEXT NOT NULL,
    UNIQUE (file, inside)
) STRICT;
CREATE INDEX cv_by_reading ON cv (reading);
CREATE INDEX cv_by_arrival ON cv (arrived);

CREATE TABLE tag (
    cv INTEGER NOT NULL REFERENCES cv (number) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (cv, name)
) STRICT, WITHOUT ROWID;

-- That something was erased, and nothing of whom.
CREATE TABLE erasure (
    number INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    cvs INTEGER NOT NULL,
    why TEXT NOT NULL
) STRICT;
