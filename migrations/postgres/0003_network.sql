-- Other servers: who follows from outside, what came in, what goes out, and by which keys.

CREATE TABLE remote_actor (
    id             TEXT   NOT NULL PRIMARY KEY,
    kind           TEXT   NOT NULL,
    handle         TEXT   NOT NULL,
    name           TEXT   NOT NULL,
    inbox          TEXT   NOT NULL,
    shared_inbox   TEXT,
    -- The shared inbox, or its own where there is none: where a copy goes, once per server.
    delivery_inbox TEXT   COLLATE "C" NOT NULL,
    delivery_host  TEXT   COLLATE "C" NOT NULL,
    key_id         TEXT   NOT NULL,
    key_pem        TEXT   NOT NULL,
    fetched_at     BIGINT NOT NULL
);

CREATE INDEX remote_actor_key ON remote_actor (key_id);
CREATE INDEX remote_actor_delivery ON remote_actor (delivery_inbox);
CREATE INDEX remote_actor_fetched ON remote_actor (fetched_at);

CREATE TABLE follower (
    actor  TEXT   NOT NULL PRIMARY KEY REFERENCES remote_actor (id),
    follow TEXT   NOT NULL,
    state  TEXT   NOT NULL,
    since  BIGINT NOT NULL
);

CREATE INDEX follower_state ON follower (state, since);

-- The health of a server we talk to.
CREATE TABLE peer (
    host            TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
    failures        INTEGER NOT NULL,
    open_until      BIGINT,
    last_ok_at      BIGINT,
    last_failure_at BIGINT
);

CREATE TABLE key_pair (
    owner       TEXT   NOT NULL PRIMARY KEY,
    private_pem TEXT   NOT NULL,
    public_pem  TEXT   NOT NULL,
    made_at     BIGINT NOT NULL
);

-- An activity of ours, stored once for all its inboxes; empty once the text it carried is gone.
CREATE TABLE outgoing (
    id      UUID    NOT NULL PRIMARY KEY,
    signer  TEXT    NOT NULL,
    json    TEXT    NOT NULL,
    public  BOOLEAN NOT NULL,
    post    UUID    REFERENCES post (id),
    made_at BIGINT  NOT NULL
);

CREATE INDEX outgoing_post ON outgoing (post, made_at);

-- An activity that came in; its id stays against replays when its bytes are gone.
CREATE TABLE incoming (
    id          TEXT   NOT NULL PRIMARY KEY,
    actor       TEXT   NOT NULL,
    body        BYTEA,
    came_at     BIGINT NOT NULL,
    finished_at BIGINT
);

CREATE INDEX incoming_came ON incoming (came_at);

-- Signatures seen within their window.
CREATE TABLE fingerprint (
    hash       BYTEA  NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE INDEX fingerprint_expires ON fingerprint (expires_at);

-- How many activities of a type came in that we do not act on.
CREATE TABLE ignored (
    kind  TEXT   NOT NULL PRIMARY KEY,
    times BIGINT NOT NULL
);
