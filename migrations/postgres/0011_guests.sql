-- Rendezvous for everybody, beyond the house: what left of them, who comes from outside, what linked sections announce.

-- Who of those outside may say that they come, and how many do; the number outlives the rows it was counted from.
ALTER TABLE rendezvous ADD COLUMN guests_may TEXT NOT NULL DEFAULT 'closed';
ALTER TABLE rendezvous ADD COLUMN guests BIGINT NOT NULL DEFAULT 0;
CREATE INDEX rendezvous_public ON rendezvous (made_at, id) WHERE was_out;

-- The rendezvous that an activity of ours speaks of.
ALTER TABLE outgoing ADD COLUMN rendezvous UUID REFERENCES rendezvous (id);
CREATE INDEX outgoing_rendezvous ON outgoing (rendezvous) WHERE rendezvous IS NOT NULL;

-- Somebody from outside who comes, or asks to: by a Join of another server, or by mail address.
CREATE TABLE guest (
    id            UUID NOT NULL PRIMARY KEY,
    rendezvous    UUID NOT NULL REFERENCES rendezvous (id),
    state         TEXT NOT NULL,
    -- The keyed hash of the actor or of the address: it counts once, and of a Join that nobody decides it is all there is.
    who           BYTEA NOT NULL,
    -- The same of the actor's host, so that no server takes every place; and of the Join, which an Undo may name.
    host          BYTEA,
    activity      BYTEA,
    -- Where that server is told what changes.
    inbox         TEXT,
    -- The actor and the Join, where somebody decides.
    actor         TEXT,
    handle        TEXT,
    asked         TEXT,
    name          TEXT,
    mail          TEXT,
    phone         TEXT,
    language      TEXT,
    -- JSON: what they agreed to beside coming, to be kept when they confirm, and the version of the text they read.
    wishes        TEXT NOT NULL,
    text_version  INTEGER NOT NULL,
    confirm       BYTEA,
    confirm_until BIGINT,
    came_at       BIGINT NOT NULL
);

CREATE UNIQUE INDEX guest_who ON guest (rendezvous, who);
CREATE UNIQUE INDEX guest_confirm ON guest (confirm) WHERE confirm IS NOT NULL;
CREATE INDEX guest_activity ON guest (who, activity);
CREATE INDEX guest_host ON guest (rendezvous, host);
CREATE INDEX guest_inbox ON guest (rendezvous, inbox) WHERE inbox IS NOT NULL;
CREATE INDEX guest_waiting ON guest (confirm_until) WHERE state = 'unconfirmed';

-- What somebody agreed to, in which words and when, and when they took it back.
CREATE TABLE consent (
    id           UUID NOT NULL PRIMARY KEY,
    -- The keyed hash of the address: proof that it was given stays when the address is gone.
    who          BYTEA NOT NULL,
    purpose      TEXT NOT NULL,
    text_version INTEGER NOT NULL,
    language     TEXT NOT NULL,
    -- Gone when it is withdrawn.
    mail         TEXT,
    name         TEXT,
    phone        TEXT,
    given_at     BIGINT NOT NULL,
    withdrawn_at BIGINT
);

CREATE UNIQUE INDEX consent_standing ON consent (who, purpose) WHERE withdrawn_at IS NULL;
CREATE INDEX consent_withdrawn ON consent (withdrawn_at) WHERE withdrawn_at IS NOT NULL;

-- The link of a letter that leads to what we hold of an address.
CREATE TABLE guest_link (
    hash    BYTEA NOT NULL PRIMARY KEY,
    who     BYTEA NOT NULL,
    guest   UUID NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE INDEX guest_link_who ON guest_link (who);
CREATE INDEX guest_link_made ON guest_link (made_at);

-- A rendezvous for everybody of a section that we are linked with.
CREATE TABLE nearby (
    id         UUID NOT NULL PRIMARY KEY,
    uri        TEXT NOT NULL,
    section    TEXT NOT NULL REFERENCES remote_actor (id),
    url        TEXT,
    title      TEXT NOT NULL,
    html       TEXT NOT NULL,
    starts_at  BIGINT NOT NULL,
    ends_at    BIGINT,
    over_at    BIGINT NOT NULL,
    time_zone  TEXT NOT NULL,
    place      TEXT,
    link       TEXT,
    version    BIGINT NOT NULL,
    came_at    BIGINT NOT NULL
);

CREATE UNIQUE INDEX nearby_uri ON nearby (uri);
CREATE INDEX nearby_agenda ON nearby (starts_at, id);
CREATE INDEX nearby_over ON nearby (over_at);
CREATE INDEX nearby_section ON nearby (section);
