/** The tables of a run's database and the version that its file carries. */

/** Marks the file as ours ("MURM"), see `PRAGMA application_id`. */
export const APPLICATION_ID = 0x4d55524d;

/** Stands in `PRAGMA user_version`; it grows with every change below. */
export const SCHEMA_VERSION = 1;

/** NaN is stored as NULL, as SQLite does by itself. */
export const SCHEMA = `
  CREATE TABLE run (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    configuration TEXT NOT NULL,
    numerics_version INTEGER NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE generations (
    generation INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    mean_fitness REAL,
    best_fitness REAL,
    spread REAL,
    nan_count INTEGER NOT NULL,
    seconds REAL NOT NULL,
    sigma REAL NOT NULL,
    learning_rate REAL NOT NULL,
    fitness BLOB NOT NULL,
    task_seeds TEXT NOT NULL
  ) STRICT;

  CREATE TABLE checkpoints (
    generation INTEGER PRIMARY KEY,
    state BLOB NOT NULL
  ) STRICT;

  CREATE TABLE rules (
    generation INTEGER PRIMARY KEY,
    kept INTEGER NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE evaluations (
    generation INTEGER PRIMARY KEY,
    mean REAL,
    ci95 REAL
  ) STRICT;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
