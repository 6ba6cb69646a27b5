-- Links between sections, the codes that begin them, and the keys of proofs.

ALTER TABLE remote_actor ADD COLUMN proof_key TEXT;

CREATE TABLE linked_section (
    actor   TEXT NOT NULL PRIMARY KEY REFERENCES remote_actor (id),
    -- Host with its port, as peer and job write it: asked for every request of another server.
    host    TEXT COLLATE "C" NOT NULL,
    kind    TEXT NOT NULL,
    state   TEXT NOT NULL,
    offer   TEXT NOT NULL,
    ours    BOOLEAN NOT NULL,
    since   BIGINT NOT NULL,
    -- When it last wrote to us.
    contact BIGINT
);

CREATE INDEX linked_section_host ON linked_section (host, state);

CREATE TABLE link_code (
    id         UUID NOT NULL PRIMARY KEY,
    hash       BYTEA NOT NULL,
    made_by    UUID NOT NULL REFERENCES person (id),
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);

CREATE UNIQUE INDEX link_code_hash ON link_code (hash);
CREATE INDEX link_code_end ON link_code (expires_at);

-- Ed25519, beside the RSA pair of the same owner.
CREATE TABLE proof_key (
    owner   TEXT NOT NULL PRIMARY KEY,
    seed    BYTEA NOT NULL,
    public  BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);
