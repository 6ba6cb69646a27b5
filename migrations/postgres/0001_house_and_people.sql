-- The house, its people, how they come in and sign in, its journal, its notices, and the work that waits.
-- Moments are microseconds since 1970 in UTC; ids are UUIDs; JSON is text read by the server.

CREATE TABLE house (
    -- One row: the primary key can hold one value only.
    singleton        INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    id               UUID NOT NULL,
    kind             TEXT NOT NULL,
    name             TEXT NOT NULL,
    handle           TEXT COLLATE "C" NOT NULL,
    sigil            TEXT NOT NULL,
    organisation     TEXT,
    level_above      TEXT,
    territory        TEXT,
    language         TEXT NOT NULL,
    time_zone        TEXT NOT NULL,
    url              TEXT NOT NULL,
    about            TEXT,
    contact_place    TEXT,
    contact_line     TEXT,
    publisher        TEXT,
    accent           TEXT NOT NULL,
    inclusive        TEXT NOT NULL,
    openness         TEXT NOT NULL,
    follow_policy    TEXT NOT NULL,
    members_may_sign BOOLEAN NOT NULL,
    rules            TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    version          BIGINT NOT NULL
);

CREATE TABLE set_up_draft (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    draft     TEXT NOT NULL
);

CREATE TABLE person (
    id             UUID NOT NULL PRIMARY KEY,
    handle         TEXT COLLATE "C" NOT NULL,
    name           TEXT NOT NULL,
    -- Without accents and capitals, for sorting alike on both engines.
    name_folded    TEXT COLLATE "C" NOT NULL,
    title          TEXT,
    mail           TEXT,
    mail_folded    TEXT COLLATE "C",
    password       TEXT,
    role           TEXT NOT NULL,
    standing       TEXT NOT NULL,
    language       TEXT NOT NULL,
    credentials_at BIGINT NOT NULL,
    feed_read_to   BIGINT NOT NULL,
    joined_at      BIGINT NOT NULL,
    -- The invitation they came by; no key, so that invitations can go before people.
    via            UUID,
    calendar_hash  BYTEA
);

CREATE UNIQUE INDEX person_handle ON person (handle);
CREATE UNIQUE INDEX person_mail ON person (mail_folded);
CREATE UNIQUE INDEX person_calendar ON person (calendar_hash);
CREATE INDEX person_standing ON person (standing, name_folded);

CREATE TABLE session (
    id         UUID NOT NULL PRIMARY KEY,
    person     UUID NOT NULL REFERENCES person (id),
    hash       BYTEA NOT NULL,
    device     TEXT NOT NULL,
    opened_at  BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX session_hash ON session (hash);
CREATE INDEX session_person ON session (person, seen_at);
CREATE INDEX session_end ON session (expires_at);

CREATE TABLE link (
    hash           BYTEA NOT NULL PRIMARY KEY,
    purpose        TEXT NOT NULL,
    person         UUID REFERENCES person (id),
    mail           TEXT,
    credentials_at BIGINT NOT NULL,
    made_at        BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    used_at        BIGINT
);

CREATE INDEX link_person ON link (person, purpose, made_at);
CREATE INDEX link_end ON link (expires_at);

CREATE TABLE invitation (
    id         UUID NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    hash       BYTEA NOT NULL,
    code       TEXT,
    mail       TEXT,
    name       TEXT,
    language   TEXT NOT NULL,
    places     INTEGER NOT NULL,
    used       INTEGER NOT NULL,
    made_by    UUID NOT NULL REFERENCES person (id),
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE UNIQUE INDEX invitation_hash ON invitation (hash);
CREATE INDEX invitation_made ON invitation (made_at);
CREATE INDEX invitation_maker ON invitation (made_by);

CREATE TABLE join_request (
    id          UUID NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    mail        TEXT NOT NULL,
    mail_folded TEXT COLLATE "C" NOT NULL,
    note        TEXT,
    language    TEXT NOT NULL,
    state       TEXT NOT NULL,
    made_at     BIGINT NOT NULL,
    decided_by  UUID REFERENCES person (id),
    decided_at  BIGINT
);

-- One waiting request an address.
CREATE UNIQUE INDEX join_request_waiting ON join_request (mail_folded) WHERE state = 'waiting';
CREATE INDEX join_request_made ON join_request (state, made_at);

CREATE TABLE event (
    id      UUID NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    person  UUID REFERENCES person (id),
    kind    TEXT NOT NULL,
    subject UUID
);

CREATE INDEX event_person ON event (person);

CREATE TABLE notice (
    id      UUID NOT NULL PRIMARY KEY,
    person  UUID NOT NULL REFERENCES person (id),
    news    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    read_at BIGINT
);

CREATE INDEX notice_person ON notice (person, id);

CREATE TABLE job (
    id          UUID NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL,
    payload     TEXT NOT NULL,
    lane        TEXT COLLATE "C",
    host        TEXT,
    dedup       TEXT COLLATE "C",
    run_at      BIGINT NOT NULL,
    -- Counted when a worker takes it, so that a job that kills its worker runs out of tries too.
    attempts    INTEGER NOT NULL,
    made_at     BIGINT NOT NULL,
    begun_at    BIGINT,
    worker      TEXT,
    lease_until BIGINT,
    reason      TEXT,
    dead_at     BIGINT
);

-- A job that has not begun makes a second one with its key superfluous.
CREATE UNIQUE INDEX job_dedup ON job (dedup) WHERE begun_at IS NULL;
CREATE INDEX job_due ON job (run_at, id) WHERE dead_at IS NULL;
CREATE INDEX job_lane ON job (lane, id) WHERE dead_at IS NULL;
CREATE INDEX job_dead ON job (dead_at);

CREATE TABLE lease (
    name     TEXT NOT NULL PRIMARY KEY,
    holder   TEXT NOT NULL,
    until_at BIGINT NOT NULL
);
