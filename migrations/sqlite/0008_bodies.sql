-- The bodies of the organisation, how people belong to it, and who holds which mandate.

CREATE TABLE body (
    id           BLOB    NOT NULL PRIMARY KEY,
    kind         TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    name_folded  TEXT    NOT NULL,
    purpose      TEXT,
    -- Its own rules as JSON; without them those of the house hold.
    rules        TEXT,
    made_at      INTEGER NOT NULL,
    dissolved_at INTEGER,
    version      INTEGER NOT NULL
) STRICT;

-- One assembly; the house's own id is its id.
CREATE UNIQUE INDEX body_assembly ON body (kind) WHERE kind = 'assembly';
CREATE INDEX body_name ON body (name_folded);

INSERT INTO body (id, kind, name, name_folded, made_at, version)
SELECT id, 'assembly', name, lower(name), created_at, 1 FROM house;

-- Days are counted from 1970-01-01.
CREATE TABLE affiliation (
    person          BLOB    NOT NULL PRIMARY KEY REFERENCES person (id),
    status          TEXT    NOT NULL,
    since           INTEGER NOT NULL,
    dues_until      INTEGER,
    seniority_since INTEGER
) STRICT;

CREATE INDEX affiliation_status ON affiliation (status);

-- Whoever came in before there was a status came in as a member.
INSERT INTO affiliation (person, status, since)
SELECT id, 'member', CAST(joined_at / 86400000000 AS INTEGER) FROM person WHERE standing <> 'ended';

CREATE TABLE mandate (
    id          BLOB    NOT NULL PRIMARY KEY,
    person      BLOB    NOT NULL REFERENCES person (id),
    body        BLOB    NOT NULL REFERENCES body (id),
    role        TEXT    NOT NULL,
    provisional INTEGER NOT NULL,
    starts_at   INTEGER NOT NULL,
    ends_at     INTEGER,
    -- What was delegated of which mandate: JSON, and the mandate again for its key.
    delegation  TEXT,
    part_of     BLOB    REFERENCES mandate (id),
    recorded_by BLOB    REFERENCES person (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX mandate_person ON mandate (person, starts_at);
CREATE INDEX mandate_body ON mandate (body, starts_at);
CREATE INDEX mandate_part ON mandate (part_of);

-- What is for a body alone: read by those who sit in it.
ALTER TABLE post ADD COLUMN body BLOB REFERENCES body (id);
ALTER TABLE rendezvous ADD COLUMN body BLOB REFERENCES body (id);
CREATE INDEX post_body ON post (body);
CREATE INDEX rendezvous_body ON rendezvous (body);

-- The answers of a page are counted in an index that says for whom each is: anew, with the body.
DROP INDEX post_replies;
DROP INDEX post_answers;
CREATE INDEX post_replies ON post (root, audience, state, parent, body) WHERE parent IS NOT NULL AND state = 'published';
CREATE INDEX post_answers ON post (parent, audience, state, body) WHERE parent IS NOT NULL AND state = 'published';

-- Who sits in which body, from when to when: by a mandate of their own, up to its end or that of the body.
CREATE VIEW seat AS
SELECT m.person AS person, m.body AS body, m.starts_at AS starts_at,
    CASE WHEN b.dissolved_at IS NOT NULL AND (m.ends_at IS NULL OR b.dissolved_at < m.ends_at) THEN b.dissolved_at
        ELSE COALESCE(m.ends_at, 9223372036854775807) END AS over_at
FROM mandate m JOIN body b ON b.id = m.body
WHERE m.part_of IS NULL;
