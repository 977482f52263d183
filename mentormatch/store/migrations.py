"""The shape of the store, one step after the other. A step that has been released is never changed again."""

FIRST = (
    "CREATE TABLE log (n INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL) STRICT",
    "CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log"
    " BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE plans (n INTEGER PRIMARY KEY, at TEXT NOT NULL, scope TEXT NOT NULL, made_from TEXT NOT NULL,"
    " as_of TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (body)) STRICT",
    "CREATE TABLE entries (kind TEXT NOT NULL, reader TEXT NOT NULL, thing TEXT NOT NULL, sequence INTEGER NOT NULL,"
    " stamp TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (kind, reader, thing)) STRICT, WITHOUT ROWID",
    "CREATE TABLE files (folder TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (folder, name)) STRICT, WITHOUT ROWID",
    "CREATE TABLE published (place TEXT NOT NULL, uid TEXT NOT NULL, etag TEXT, digest TEXT NOT NULL,"
    " PRIMARY KEY (place, uid)) STRICT, WITHOUT ROWID",
)
"""plans.body: the hash of a judged plan's body. files: those written into a folder. published: by server collection."""

MIGRATIONS = (FIRST,)
