"""Opens the SQLite database: on disk where that is possible, else in memory, and says which."""

import logging
import sqlite3
from pathlib import Path

logger = logging.getLogger(__name__)
VERSION = 1
LARGEST_FILE = 128 * 1024 * 1024
LARGEST_LOG = 8 * 1024 * 1024
SCHEMA = """
CREATE TABLE IF NOT EXISTS start (
    machine TEXT NOT NULL, service TEXT NOT NULL, image_digest TEXT NOT NULL, sbom_digest TEXT NOT NULL,
    git_sha TEXT NOT NULL, lock_digest TEXT NOT NULL, health_port INTEGER NOT NULL, started_at TEXT NOT NULL,
    PRIMARY KEY (machine, service)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY, time TEXT NOT NULL, machine TEXT NOT NULL, service TEXT NOT NULL, kind TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS event_total (kind TEXT PRIMARY KEY, total INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS snapshot (
    machine TEXT PRIMARY KEY, heard_at TEXT NOT NULL, services TEXT NOT NULL
) WITHOUT ROWID;
"""
# Each column that is read: a file of other tables is found now, not at a request.
READ = (
    "SELECT machine, service, image_digest, sbom_digest, git_sha, lock_digest, health_port, started_at FROM start",
    "SELECT id, time, machine, service, kind, message FROM event",
    "SELECT kind, total FROM event_total",
    "SELECT machine, heard_at, services FROM snapshot",
)
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


class Unusable(Exception):
    """The file is there and is not the center's database."""


def open_database(path: Path) -> tuple[sqlite3.Connection, str]:
    """The database and its storage in words."""
    try:
        try:
            return _open(str(path)), f"file: {path}"
        except Unusable as error:
            _put_aside(path, str(error))
            return _open(str(path)), f"file: {path}"
    except (sqlite3.Error, OSError, Unusable) as error:
        storage = f"memory: cannot use `{path}`: {error}"
        logger.warning("nothing outlives this process, storage is %s", storage)
        return _open(":memory:"), storage


def _open(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=1.0, isolation_level=None)
    try:
        _prepare(database)
        return database
    except sqlite3.Error as error:
        database.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
            raise Unusable(str(error)) from error
        raise
    except Unusable:
        database.close()
        raise


def _prepare(database: sqlite3.Connection) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version not in (0, VERSION):
        raise Unusable(f"its schema is version {version}, this center knows {VERSION}")
    (checked,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if checked != "ok":
        raise Unusable(checked)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    # The store bounds its rows; these bound the files, whatever is wrong with that.
    database.execute(f"PRAGMA journal_size_limit = {LARGEST_LOG}")
    (page,) = database.execute("PRAGMA page_size").fetchone()
    database.execute(f"PRAGMA max_page_count = {LARGEST_FILE // page}")
    # A write, whatever there was: a file that can only be read is found now.
    database.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    for query in READ:
        database.execute(f"{query} LIMIT 1").fetchall()


def _put_aside(path: Path, reason: str) -> None:
    """Under another name with its log, so that it can still be looked into."""
    aside = path.with_name(f"{path.name}.damaged")
    for end in ("-wal", "-shm", ""):
        part = path.with_name(path.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))
    logger.error("the database `%s` is damaged, a new one is begun, it is now `%s`: %s", path, aside.name, reason)
