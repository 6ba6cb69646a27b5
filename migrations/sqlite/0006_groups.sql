-- Groups: hosted here or copied from their host, who of ours is in them, what is said, and the log in the host's order.

CREATE TABLE grp (
    id         BLOB    NOT NULL PRIMARY KEY,
    actor      TEXT    NOT NULL,
    uid        TEXT    NOT NULL,
    epoch      INTEGER NOT NULL,
    hosted     INTEGER NOT NULL,
    reach      TEXT    NOT NULL,
    joining    TEXT    NOT NULL,
    writing    TEXT    NOT NULL,
    listing    TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    -- Without accents and capitals, for sorting and searching.
    name_folded TEXT   NOT NULL,
    aim        TEXT    NOT NULL,
    host       TEXT    NOT NULL,
    host_name  TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    -- Who made it here and with which form; empty on a copy.
    made_by    BLOB    REFERENCES person (id),
    once       BLOB,
    since      INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    head       BLOB    NOT NULL,
    known_seq  INTEGER NOT NULL,
    heard_at   INTEGER NOT NULL,
    -- JSON, on copies: the animators who agreed to be seen, as the host lists them.
    animators  TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX grp_actor ON grp (actor);
CREATE INDEX grp_uid ON grp (uid);
CREATE INDEX grp_host ON grp (host);
CREATE UNIQUE INDEX grp_once ON grp (made_by, once);
CREATE INDEX grp_name ON grp (state, name_folded);

CREATE TABLE grp_member (
    grp    BLOB    NOT NULL REFERENCES grp (id),
    actor  TEXT    NOT NULL,
    person BLOB    REFERENCES person (id),
    name   TEXT    NOT NULL,
    -- Without accents and capitals, for sorting.
    name_folded TEXT NOT NULL,
    handle TEXT    NOT NULL,
    host   TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    state  TEXT    NOT NULL,
    shown  INTEGER NOT NULL,
    tell   TEXT    NOT NULL,
    joining TEXT   NOT NULL,
    until  INTEGER,
    since  INTEGER NOT NULL,
    PRIMARY KEY (grp, actor)
) STRICT;

CREATE INDEX grp_member_person ON grp_member (person, grp, state);
-- Whether a server has anybody in a group: asked for every fetch, answered from here alone.
CREATE INDEX grp_member_host ON grp_member (host, state, grp);
CREATE INDEX grp_member_list ON grp_member (grp, state, role, name_folded);
-- How many are in, and how many of ours.
CREATE INDEX grp_member_count ON grp_member (grp, state, person);

CREATE TABLE grp_section (
    grp   BLOB    NOT NULL REFERENCES grp (id),
    actor TEXT    NOT NULL,
    name  TEXT    NOT NULL,
    host  TEXT    NOT NULL,
    owner INTEGER NOT NULL,
    state TEXT    NOT NULL,
    PRIMARY KEY (grp, actor)
) STRICT;

CREATE INDEX grp_section_host ON grp_section (host, state, grp);
CREATE INDEX grp_section_actor ON grp_section (actor);

CREATE TABLE grp_message (
    id         BLOB    NOT NULL PRIMARY KEY,
    grp        BLOB    NOT NULL REFERENCES grp (id),
    uri        TEXT    NOT NULL,
    topic      BLOB    NOT NULL REFERENCES grp_message (id),
    parent     BLOB    REFERENCES grp_message (id),
    author     TEXT    NOT NULL,
    person     BLOB    REFERENCES person (id),
    -- The form it came from: a form sent twice makes one message.
    once       BLOB,
    name       TEXT    NOT NULL,
    host       TEXT    NOT NULL,
    title      TEXT,
    title_folded TEXT,
    source     TEXT    NOT NULL,
    html       TEXT    NOT NULL,
    summary    TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    reason     TEXT,
    seq        INTEGER,
    vouched    TEXT    NOT NULL,
    written_at INTEGER NOT NULL,
    edited_at  INTEGER,
    edits      INTEGER NOT NULL,
    pinned_at  INTEGER,
    digest     TEXT,
    -- Of a discussion's first message: when something was last said in it.
    last_at    INTEGER NOT NULL
) STRICT;

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
    message BLOB NOT NULL REFERENCES grp_message (id),
    actor   TEXT NOT NULL,
    PRIMARY KEY (message, actor)
) STRICT;

-- How far each of our people has read a discussion.
CREATE TABLE grp_read (
    topic  BLOB    NOT NULL REFERENCES grp_message (id),
    person BLOB    NOT NULL REFERENCES person (id),
    seq    INTEGER NOT NULL,
    PRIMARY KEY (topic, person)
) STRICT;

CREATE INDEX grp_read_person ON grp_read (person);

CREATE TABLE grp_entry (
    grp      BLOB    NOT NULL REFERENCES grp (id),
    seq      INTEGER NOT NULL,
    hash     BLOB    NOT NULL,
    digest   BLOB    NOT NULL,
    salt     BLOB,
    announce TEXT,
    carries  BLOB    REFERENCES grp_message (id),
    inner_id TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (grp, seq)
) STRICT;

CREATE UNIQUE INDEX grp_entry_inner ON grp_entry (grp, inner_id);
CREATE INDEX grp_entry_carries ON grp_entry (carries);

-- What one of ours did, until the log says that it happened.
CREATE TABLE grp_act (
    id     BLOB    NOT NULL PRIMARY KEY,
    grp    BLOB    NOT NULL REFERENCES grp (id),
    person BLOB    NOT NULL REFERENCES person (id),
    -- JSON; empty once it is done.
    deed   TEXT,
    -- The message it is about, for the mark beside it.
    message BLOB   REFERENCES grp_message (id),
    verb   TEXT    NOT NULL,
    state  TEXT    NOT NULL,
    reason TEXT,
    at     INTEGER NOT NULL
) STRICT;

CREATE INDEX grp_act_person ON grp_act (grp, person, state);
CREATE INDEX grp_act_message ON grp_act (message, person);
CREATE INDEX grp_act_owner ON grp_act (person);

CREATE TABLE grp_link (
    hash       BLOB    NOT NULL PRIMARY KEY,
    grp        BLOB    NOT NULL REFERENCES grp (id),
    made_by    BLOB    NOT NULL REFERENCES person (id),
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX grp_link_group ON grp_link (grp, expires_at);

-- Whether each server has removed what was removed.
CREATE TABLE grp_receipt (
    grp         BLOB    NOT NULL REFERENCES grp (id),
    about       TEXT    NOT NULL,
    host        TEXT    NOT NULL,
    what        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    asked_at    INTEGER NOT NULL,
    answered_at INTEGER,
    PRIMARY KEY (grp, about, host)
) STRICT;

CREATE INDEX grp_receipt_asked ON grp_receipt (grp, asked_at);

CREATE TABLE gathering (
    id         BLOB    NOT NULL PRIMARY KEY,
    grp        BLOB    NOT NULL REFERENCES grp (id),
    uri        TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    title_folded TEXT  NOT NULL,
    more       TEXT,
    starts_at  INTEGER NOT NULL,
    ends_at    INTEGER,
    time_zone  TEXT    NOT NULL,
    place      TEXT,
    link       TEXT,
    cancelled  INTEGER NOT NULL,
    published  INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    person     BLOB    REFERENCES person (id),
    changed_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX gathering_uri ON gathering (uri);
CREATE INDEX gathering_agenda ON gathering (grp, starts_at);
CREATE INDEX gathering_person ON gathering (person);

-- Whether one of ours comes; it never leaves this server.
CREATE TABLE gathering_answer (
    gathering   BLOB    NOT NULL REFERENCES gathering (id),
    person      BLOB    NOT NULL REFERENCES person (id),
    coming      INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (gathering, person)
) STRICT;

CREATE INDEX gathering_answer_person ON gathering_answer (person);
