-- The house, its people, how they come in and sign in, its journal, its notices, and the work that waits.
-- Moments are microseconds since 1970 in UTC; ids are the sixteen bytes of a UUID; JSON is text read by the server.

CREATE TABLE house (
    -- One row: the primary key can hold one value only.
    singleton        INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    id               BLOB    NOT NULL,
    kind             TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    handle           TEXT    NOT NULL,
    sigil            TEXT    NOT NULL,
    organisation     TEXT,
    level_above      TEXT,
    territory        TEXT,
    language         TEXT    NOT NULL,
    time_zone        TEXT    NOT NULL,
    url              TEXT    NOT NULL,
    about            TEXT,
    contact_place    TEXT,
    contact_line     TEXT,
    publisher        TEXT,
    accent           TEXT    NOT NULL,
    inclusive        TEXT    NOT NULL,
    openness         TEXT    NOT NULL,
    follow_policy    TEXT    NOT NULL,
    members_may_sign INTEGER NOT NULL,
    rules            TEXT    NOT NULL,
    created_at       INTEGER NOT NULL,
    version          INTEGER NOT NULL
) STRICT;

CREATE TABLE set_up_draft (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    draft     TEXT    NOT NULL
) STRICT;

CREATE TABLE person (
    id             BLOB    NOT NULL PRIMARY KEY,
    handle         TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    -- Without accents and capitals, for sorting: SQLite does not know that É is an E.
    name_folded    TEXT    NOT NULL,
    title          TEXT,
    mail           TEXT,
    mail_folded    TEXT,
    password       TEXT,
    role           TEXT    NOT NULL,
    standing       TEXT    NOT NULL,
    language       TEXT    NOT NULL,
    credentials_at INTEGER NOT NULL,
    feed_read_to   INTEGER NOT NULL,
    joined_at      INTEGER NOT NULL,
    -- The invitation they came by; no key, so that invitations can go before people.
    via            BLOB,
    calendar_hash  BLOB
) STRICT;

CREATE UNIQUE INDEX person_handle ON person (handle);
CREATE UNIQUE INDEX person_mail ON person (mail_folded);
CREATE UNIQUE INDEX person_calendar ON person (calendar_hash);
CREATE INDEX person_standing ON person (standing, name_folded);

CREATE TABLE session (
    id         BLOB    NOT NULL PRIMARY KEY,
    person     BLOB    NOT NULL REFERENCES person (id),
    hash       BLOB    NOT NULL,
    device     TEXT    NOT NULL,
    opened_at  INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX session_hash ON session (hash);
CREATE INDEX session_person ON session (person, seen_at);
CREATE INDEX session_end ON session (expires_at);

CREATE TABLE link (
    hash           BLOB    NOT NULL PRIMARY KEY,
    purpose        TEXT    NOT NULL,
    person         BLOB    REFERENCES person (id),
    mail           TEXT,
    credentials_at INTEGER NOT NULL,
    made_at        INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    used_at        INTEGER
) STRICT;

CREATE INDEX link_person ON link (person, purpose, made_at);
CREATE INDEX link_end ON link (expires_at);

CREATE TABLE invitation (
    id         BLOB    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    hash       BLOB    NOT NULL,
    code       TEXT,
    mail       TEXT,
    name       TEXT,
    language   TEXT    NOT NULL,
    places     INTEGER NOT NULL,
    used       INTEGER NOT NULL,
    made_by    BLOB    NOT NULL REFERENCES person (id),
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE UNIQUE INDEX invitation_hash ON invitation (hash);
CREATE INDEX invitation_made ON invitation (made_at);
CREATE INDEX invitation_maker ON invitation (made_by);

CREATE TABLE join_request (
    id          BLOB    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    mail        TEXT    NOT NULL,
    mail_folded TEXT    NOT NULL,
    note        TEXT,
    language    TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    made_at     INTEGER NOT NULL,
    decided_by  BLOB    REFERENCES person (id),
    decided_at  INTEGER
) STRICT;

-- One waiting request an address.
CREATE UNIQUE INDEX join_request_waiting ON join_request (mail_folded) WHERE state = 'waiting';
CREATE INDEX join_request_made ON join_request (state, made_at);

CREATE TABLE event (
    id      BLOB    NOT NULL PRIMARY KEY,
    at      INTEGER NOT NULL,
    person  BLOB    REFERENCES person (id),
    kind    TEXT    NOT NULL,
    subject BLOB
) STRICT;

CREATE INDEX event_person ON event (person);

CREATE TABLE notice (
    id      BLOB    NOT NULL PRIMARY KEY,
    person  BLOB    NOT NULL REFERENCES person (id),
    news    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    read_at INTEGER
) STRICT;

CREATE INDEX notice_person ON notice (person, id);

CREATE TABLE job (
    id          BLOB    NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    lane        TEXT,
    host        TEXT,
    dedup       TEXT,
    run_at      INTEGER NOT NULL,
    -- Counted when a worker takes it, so that a job that kills its worker runs out of tries too.
    attempts    INTEGER NOT NULL,
    made_at     INTEGER NOT NULL,
    begun_at    INTEGER,
    worker      TEXT,
    lease_until INTEGER,
    reason      TEXT,
    dead_at     INTEGER
) STRICT;

-- A job that has not begun makes a second one with its key superfluous.
CREATE UNIQUE INDEX job_dedup ON job (dedup) WHERE begun_at IS NULL;
CREATE INDEX job_due ON job (run_at, id) WHERE dead_at IS NULL;
CREATE INDEX job_lane ON job (lane, id) WHERE dead_at IS NULL;
CREATE INDEX job_dead ON job (dead_at);

CREATE TABLE lease (
    name     TEXT    NOT NULL PRIMARY KEY,
    holder   TEXT    NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;
