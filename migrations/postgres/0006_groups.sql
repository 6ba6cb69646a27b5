-- Groups: hosted here or copied from their host, who of ours is in them, what is said, and the log in the host's order.

CREATE TABLE grp (
    id         UUID NOT NULL PRIMARY KEY,
    actor      TEXT NOT NULL,
    uid        TEXT NOT NULL,
    epoch      BIGINT NOT NULL,
    hosted     BOOLEAN NOT NULL,
    reach      TEXT NOT NULL,
    joining    TEXT NOT NULL,
    writing    TEXT NOT NULL,
    listing    TEXT NOT NULL,
    state      TEXT NOT NULL,
    name       TEXT NOT NULL,
    -- Without accents and capitals, for sorting and searching.
    name_folded TEXT COLLATE "C" NOT NULL,
    aim        TEXT NOT NULL,
    host       TEXT NOT NULL,
    host_name  TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    -- Who made it here and with which form; empty on a copy.
    made_by    UUID REFERENCES person (id),
    once       UUID,
    since      BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    head       BYTEA NOT NULL,
    known_seq  BIGINT NOT NULL,
    heard_at   BIGINT NOT NULL,
    -- JSON, on copies: the animators who agreed to be seen, as the host lists them.
    animators  TEXT NOT NULL
);

CREATE UNIQUE INDEX grp_actor ON grp (actor);
CREATE INDEX grp_uid ON grp (uid);
CREATE INDEX grp_host ON grp (host);
CREATE UNIQUE INDEX grp_once ON grp (made_by, once);
CREATE INDEX grp_name ON grp (state, name_folded);

CREATE TABLE grp_member (
    grp    UUID NOT NULL REFERENCES grp (id),
    actor  TEXT NOT NULL,
    person UUID REFERENCES person (id),
    name   TEXT NOT NULL,
    -- Without accents and capitals, for sorting.
    name_folded TEXT COLLATE "C" NOT NULL,
    handle TEXT NOT NULL,
    host   TEXT COLLATE "C" NOT NULL,
    role   TEXT NOT NULL,
    state  TEXT NOT NULL,
    shown  BOOLEAN NOT NULL,
    tell   TEXT NOT NULL,
    joining TEXT NOT NULL,
    until  BIGINT,
    since  BIGINT NOT NULL,
    PRIMARY KEY (grp, actor)
);

CREATE INDEX grp_member_person ON grp_member (person, grp, state);
-- Whether a server has anybody in a group: asked for every fetch, answered from here alone.
CREATE INDEX grp_member_host ON grp_member (host, state, grp);
CREATE INDEX grp_member_list ON grp_member (grp, state, role, name_folded);
-- How many are in, and how many of ours.
CREATE INDEX grp_member_count ON grp_member (grp, state, person);

CREATE TABLE grp_section (
    grp   UUID NOT NULL REFERENCES grp (id),
    actor TEXT NOT NULL,
    name  TEXT NOT NULL,
    host  TEXT COLLATE "C" NOT NULL,
    owner BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (grp, actor)
);

CREATE INDEX grp_section_host ON grp_section (host, state, grp);
CREATE INDEX grp_section_actor ON grp_section (actor);

CREATE TABLE grp_message (
    id         UUID NOT NULL PRIMARY KEY,
    grp        UUID NOT NULL REFERENCES grp (id),
    uri        TEXT NOT NULL,
    topic      UUID NOT NULL REFERENCES grp_message (id),
    parent     UUID REFERENCES grp_message (id),
    author     TEXT NOT NULL,
    person     UUID REFERENCES person (id),
    -- The form it came from: a form sent twice makes one message.
    once       UUID,
    name       TEXT NOT NULL,
    host       TEXT NOT NULL,
    title      TEXT,
    title_folded TEXT COLLATE "C",
    source     TEXT NOT NULL,
    html       TEXT NOT NULL,
    summary    TEXT NOT NULL,
    state      TEXT NOT NULL,
    reason     TEXT,
    seq        BIGINT,
    vouched    TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    edited_at  BIGINT,
    edits      INTEGER NOT NULL,
    pinned_at  BIGINT,
    digest     TEXT,
    -- Of a discussion's first message: when something was last said in it.
    last_at    BIGINT NOT NULL
);

CREATE UNIQUE INDEX grp_message_uri ON grp_message (uri);
CREATE UNIQUE INDEX grp_message_once ON grp_message (person, once);
CREATE INDEX grp_message_topics ON grp_message (grp, last_at, id) WHERE parent IS NULL;
CREATE INDEX grp_message_pinned ON grp_message (grp, pinned_at) WHERE pinned_at IS NOT NULL;
-- Replies in their order, and what is unread of them: counted without looking at a text.
CREATE INDEX grp_message_replies ON grp_message (topic, seq, state, person);
-- What an entry of the log made, and what has no place in it yet.
CREATE INDEX grp_message_log ON grp_message (grp, seq);
CREATE INDEX grp_message_author ON grp_message (grp, author, written_at);
CREATE INDEX grp_message_parent ON grp_message (parent) WHERE parent IS NOT NULL;

-- Who found a message useful: an actor of any server in the group.
CREATE TABLE grp_useful (
    message UUID NOT NULL REFERENCES grp_message (id),
    actor   TEXT NOT NULL,
    PRIMARY KEY (message, actor)
);

-- How far each of our people has read a discussion.
CREATE TABLE grp_read (
    topic  UUID NOT NULL REFERENCES grp_message (id),
    person UUID NOT NULL REFERENCES person (id),
    seq    BIGINT NOT NULL,
    PRIMARY KEY (topic, person)
);

CREATE INDEX grp_read_person ON grp_read (person);

CREATE TABLE grp_entry (
    grp      UUID NOT NULL REFERENCES grp (id),
    seq      BIGINT NOT NULL,
    hash     BYTEA NOT NULL,
    digest   BYTEA NOT NULL,
    salt     BYTEA,
    announce TEXT,
    carries  UUID REFERENCES grp_message (id),
    inner_id TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (grp, seq)
);

CREATE UNIQUE INDEX grp_entry_inner ON grp_entry (grp, inner_id);
CREATE INDEX grp_entry_carries ON grp_entry (carries);

-- What one of ours did, until the log says that it happened.
CREATE TABLE grp_act (
    id     UUID NOT NULL PRIMARY KEY,
    grp    UUID NOT NULL REFERENCES grp (id),
    person UUID NOT NULL REFERENCES person (id),
    -- JSON; empty once it is done.
    deed   TEXT,
    -- The message it is about, for the mark beside it.
    message UUID REFERENCES grp_message (id),
    verb   TEXT NOT NULL,
    state  TEXT NOT NULL,
    reason TEXT,
    at     BIGINT NOT NULL
);

CREATE INDEX grp_act_person ON grp_act (grp, person, state);
CREATE INDEX grp_act_message ON grp_act (message, person);
CREATE INDEX grp_act_owner ON grp_act (person);

CREATE TABLE grp_link (
    hash       BYTEA NOT NULL PRIMARY KEY,
    grp        UUID NOT NULL REFERENCES grp (id),
    made_by    UUID NOT NULL REFERENCES person (id),
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX grp_link_group ON grp_link (grp, expires_at);

-- Whether each server has removed what was removed.
CREATE TABLE grp_receipt (
    grp         UUID NOT NULL REFERENCES grp (id),
    about       TEXT NOT NULL,
    host        TEXT NOT NULL,
    what        TEXT NOT NULL,
    state       TEXT NOT NULL,
    asked_at    BIGINT NOT NULL,
    answered_at BIGINT,
    PRIMARY KEY (grp, about, host)
);

CREATE INDEX grp_receipt_asked ON grp_receipt (grp, asked_at);

CREATE TABLE gathering (
    id         UUID NOT NULL PRIMARY KEY,
    grp        UUID NOT NULL REFERENCES grp (id),
    uri        TEXT NOT NULL,
    title      TEXT NOT NULL,
    title_folded TEXT COLLATE "C" NOT NULL,
    more       TEXT,
    starts_at  BIGINT NOT NULL,
    ends_at    BIGINT,
    time_zone  TEXT NOT NULL,
    place      TEXT,
    link       TEXT,
    cancelled  BOOLEAN NOT NULL,
    published  BOOLEAN NOT NULL,
    sequence   INTEGER NOT NULL,
    person     UUID REFERENCES person (id),
    changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX gathering_uri ON gathering (uri);
CREATE INDEX gathering_agenda ON gathering (grp, starts_at);
CREATE INDEX gathering_person ON gathering (person);

-- Whether one of ours comes; it never leaves this server.
CREATE TABLE gathering_answer (
    gathering   UUID NOT NULL REFERENCES gathering (id),
    person      UUID NOT NULL REFERENCES person (id),
    coming      BOOLEAN NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (gathering, person)
);

CREATE INDEX gathering_answer_person ON gathering_answer (person);
