-- What the fediverse answers: texts from outside, counts of likes and shares, followed accounts, blocked hosts, reports.

-- An answer to a post of ours, a mention of the section, or a letter to it.
CREATE TABLE outside_post (
    id           UUID NOT NULL PRIMARY KEY,
    kind         TEXT NOT NULL,
    state        TEXT NOT NULL,
    uri          TEXT NOT NULL,
    object_type  TEXT NOT NULL,
    actor        TEXT NOT NULL,
    name         TEXT NOT NULL,
    handle       TEXT NOT NULL,
    -- In small letters and punycode, without port: as blocked hosts are written.
    host         TEXT COLLATE "C" NOT NULL,
    url          TEXT,
    title        TEXT,
    warning      TEXT,
    html         TEXT NOT NULL,
    summary      TEXT NOT NULL,
    attachments  INTEGER NOT NULL,
    post         UUID REFERENCES post (id),
    root         UUID REFERENCES post (id),
    parent       TEXT,
    published_at BIGINT NOT NULL,
    updated_at   BIGINT,
    came_at      BIGINT NOT NULL,
    decided_by   UUID REFERENCES person (id),
    decided_at   BIGINT
);

CREATE UNIQUE INDEX outside_post_uri ON outside_post (uri);
CREATE INDEX outside_post_queue ON outside_post (state, came_at, id);
CREATE INDEX outside_post_waiting ON outside_post (host) WHERE state = 'waiting';
CREATE INDEX outside_post_host ON outside_post (host, state);
CREATE INDEX outside_post_actor ON outside_post (actor);
CREATE INDEX outside_post_under ON outside_post (root, published_at, id) WHERE state = 'accepted';
CREATE INDEX outside_post_of ON outside_post (post);
CREATE INDEX outside_post_decided ON outside_post (state, decided_at);

-- What a public answer of the section answers; and how many liked and shared a post, kept beside it so that no page counts.
ALTER TABLE post ADD COLUMN answers UUID REFERENCES outside_post (id);
ALTER TABLE post ADD COLUMN likes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE post ADD COLUMN shares BIGINT NOT NULL DEFAULT 0;

CREATE INDEX post_answering ON post (answers) WHERE answers IS NOT NULL;

-- A private answer of the section.
CREATE TABLE outside_letter (
    id         UUID NOT NULL PRIMARY KEY,
    outside    UUID NOT NULL REFERENCES outside_post (id),
    person     UUID NOT NULL REFERENCES person (id),
    once       UUID NOT NULL,
    source     TEXT NOT NULL,
    html       TEXT NOT NULL,
    written_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX outside_letter_once ON outside_letter (person, once);
CREATE INDEX outside_letter_of ON outside_letter (outside, written_at);

-- Hashes of what was deleted by its owner, so that a copy that comes late is refused.
CREATE TABLE tombstone (
    hash    BYTEA NOT NULL PRIMARY KEY,
    made_at BIGINT NOT NULL
);

CREATE INDEX tombstone_made ON tombstone (made_at);

-- Random keys of this house.
CREATE TABLE secret (
    name    TEXT NOT NULL PRIMARY KEY,
    secret  BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

-- Who liked or shared, as a keyed hash: it counts once and can be taken back, and names nobody.
CREATE TABLE outside_mark (
    post     UUID NOT NULL REFERENCES post (id),
    mark     TEXT NOT NULL,
    actor    BYTEA NOT NULL,
    activity BYTEA NOT NULL,
    made_at  BIGINT NOT NULL,
    PRIMARY KEY (post, mark, actor)
);

CREATE INDEX outside_mark_actor ON outside_mark (actor, activity);

CREATE TABLE followed_account (
    actor  TEXT NOT NULL PRIMARY KEY REFERENCES remote_actor (id),
    follow UUID NOT NULL,
    state  TEXT NOT NULL,
    since  BIGINT NOT NULL
);

-- A public post of a followed account, or one that it shared.
CREATE TABLE network_post (
    id           UUID NOT NULL PRIMARY KEY,
    uri          TEXT NOT NULL,
    object_type  TEXT NOT NULL,
    actor        TEXT NOT NULL,
    name         TEXT NOT NULL,
    handle       TEXT NOT NULL,
    host         TEXT COLLATE "C" NOT NULL,
    url          TEXT,
    title        TEXT,
    warning      TEXT,
    html         TEXT NOT NULL,
    summary      TEXT NOT NULL,
    attachments  INTEGER NOT NULL,
    via          TEXT NOT NULL REFERENCES followed_account (actor),
    shared_as    TEXT,
    published_at BIGINT NOT NULL,
    updated_at   BIGINT,
    came_at      BIGINT NOT NULL
);

CREATE UNIQUE INDEX network_post_uri ON network_post (uri);
CREATE INDEX network_post_came ON network_post (came_at, id);
CREATE INDEX network_post_via ON network_post (via, came_at, id);
CREATE INDEX network_post_actor ON network_post (actor);
CREATE INDEX network_post_host ON network_post (host);

CREATE TABLE blocked_host (
    host    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    reason  TEXT,
    person  UUID NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL
);

-- A report that came in, as its source tells it, or one of ours.
CREATE TABLE report (
    id         UUID NOT NULL PRIMARY KEY,
    state      TEXT NOT NULL,
    actor      TEXT NOT NULL,
    host       TEXT COLLATE "C" NOT NULL,
    note       TEXT NOT NULL,
    -- JSON: a list of addresses.
    objects    TEXT NOT NULL,
    post       UUID REFERENCES post (id),
    made_at    BIGINT NOT NULL,
    person     UUID REFERENCES person (id),
    settled_at BIGINT
);

CREATE INDEX report_state ON report (state, made_at, id);
CREATE INDEX report_open ON report (host) WHERE state = 'open';
CREATE INDEX report_made ON report (made_at);
