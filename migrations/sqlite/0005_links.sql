-- Links between sections, the codes that begin them, and the keys of proofs.

ALTER TABLE remote_actor ADD COLUMN proof_key TEXT;

CREATE TABLE linked_section (
    actor   TEXT    NOT NULL PRIMARY KEY REFERENCES remote_actor (id),
    -- Host with its port, as peer and job write it: asked for every request of another server.
    host    TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    offer   TEXT    NOT NULL,
    ours    INTEGER NOT NULL,
    since   INTEGER NOT NULL,
    -- When it last wrote to us.
    contact INTEGER
) STRICT;

CREATE INDEX linked_section_host ON linked_section (host, state);

CREATE TABLE link_code (
    id         BLOB    NOT NULL PRIMARY KEY,
    hash       BLOB    NOT NULL,
    made_by    BLOB    NOT NULL REFERENCES person (id),
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

CREATE UNIQUE INDEX link_code_hash ON link_code (hash);
CREATE INDEX link_code_end ON link_code (expires_at);

-- Ed25519, beside the RSA pair of the same owner.
CREATE TABLE proof_key (
    owner   TEXT    NOT NULL PRIMARY KEY,
    seed    BLOB    NOT NULL,
    public  BLOB    NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
