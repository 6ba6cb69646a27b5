-- What the section says and where it meets: posts with their pictures, rendezvous with their answers.

CREATE TABLE post (
    id           UUID    NOT NULL PRIMARY KEY,
    author       UUID    NOT NULL REFERENCES person (id),
    -- The form it came from: a form sent twice makes one post.
    once         UUID    NOT NULL,
    parent       UUID    REFERENCES post (id),
    root         UUID    NOT NULL REFERENCES post (id),
    audience     TEXT    NOT NULL,
    signature    TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    -- Whether it was ever published: a proposal that is taken back leaves no empty place in a discussion.
    was_out      BOOLEAN NOT NULL,
    title        TEXT,
    source       TEXT    NOT NULL,
    html         TEXT    NOT NULL,
    summary      TEXT    NOT NULL,
    written_at   BIGINT  NOT NULL,
    published_at BIGINT  NOT NULL,
    edited_at    BIGINT,
    edits        INTEGER NOT NULL,
    changed_at   BIGINT  NOT NULL
);

CREATE UNIQUE INDEX post_once ON post (author, once);
-- The feed of members reads one index backwards; that of everybody its own, or a page would grow with what it hides.
CREATE INDEX post_feed ON post (published_at, id) WHERE parent IS NULL AND state = 'published';
CREATE INDEX post_feed_of ON post (audience, published_at, id) WHERE parent IS NULL AND state = 'published';
CREATE INDEX post_by_author ON post (author, published_at, id) WHERE parent IS NULL AND state = 'published';
CREATE INDEX post_public_voice ON post (author, published_at, id) WHERE audience = 'everybody' AND state = 'published';
CREATE INDEX post_discussion ON post (root, written_at, id) WHERE parent IS NOT NULL AND was_out;
-- Replies are counted for the posts of one page, in an index that holds all that is asked: the texts stay unread.
CREATE INDEX post_replies ON post (root, audience, state, parent) WHERE parent IS NOT NULL AND state = 'published';
CREATE INDEX post_answers ON post (parent, audience, state) WHERE parent IS NOT NULL AND state = 'published';
CREATE INDEX post_proposed ON post (written_at, id) WHERE state = 'proposed';

CREATE TABLE post_revision (
    post       UUID    NOT NULL REFERENCES post (id),
    number     INTEGER NOT NULL,
    title      TEXT,
    source     TEXT    NOT NULL,
    html       TEXT    NOT NULL,
    written_at BIGINT  NOT NULL,
    PRIMARY KEY (post, number)
);

CREATE TABLE picture (
    id         UUID    NOT NULL PRIMARY KEY,
    post       UUID    NOT NULL REFERENCES post (id),
    position   INTEGER NOT NULL,
    alt        TEXT    NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    media_type TEXT    NOT NULL
);

CREATE UNIQUE INDEX picture_of_post ON picture (post, position);

-- Apart from its picture, so that a page that names pictures never reads past their bytes.
CREATE TABLE picture_bytes (
    picture UUID  NOT NULL PRIMARY KEY REFERENCES picture (id),
    bytes   BYTEA NOT NULL
);

-- Who found a post useful.
CREATE TABLE reaction (
    post    UUID   NOT NULL REFERENCES post (id),
    person  UUID   NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (post, person)
);

CREATE INDEX reaction_person ON reaction (person);

CREATE TABLE rendezvous (
    id         UUID    NOT NULL PRIMARY KEY,
    organiser  UUID    NOT NULL REFERENCES person (id),
    once       UUID    NOT NULL,
    title      TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    html       TEXT    NOT NULL,
    starts_at  BIGINT  NOT NULL,
    ends_at    BIGINT,
    -- The end, or what is taken for it where none was said: what tells whether it is over.
    over_at    BIGINT  NOT NULL,
    time_zone  TEXT    NOT NULL,
    place      TEXT,
    link       TEXT,
    audience   TEXT    NOT NULL,
    needed     INTEGER,
    capacity   INTEGER,
    state      TEXT    NOT NULL,
    -- Whether it was ever planned: a proposal that is taken back was never in the agenda.
    was_out    BOOLEAN NOT NULL,
    sequence   INTEGER NOT NULL,
    made_at    BIGINT  NOT NULL,
    changed_at BIGINT  NOT NULL
);

CREATE UNIQUE INDEX rendezvous_once ON rendezvous (organiser, once);
CREATE INDEX rendezvous_agenda ON rendezvous (starts_at, id) WHERE was_out;
CREATE INDEX rendezvous_ahead ON rendezvous (over_at) WHERE state = 'planned';
CREATE INDEX rendezvous_proposed ON rendezvous (made_at, id) WHERE state = 'proposed';

-- Whether a person comes.
CREATE TABLE answer (
    rendezvous  UUID    NOT NULL REFERENCES rendezvous (id),
    person      UUID    NOT NULL REFERENCES person (id),
    coming      BOOLEAN NOT NULL,
    answered_at BIGINT  NOT NULL,
    PRIMARY KEY (rendezvous, person)
);

CREATE INDEX answer_coming ON answer (rendezvous, coming);
CREATE INDEX answer_person ON answer (person);
