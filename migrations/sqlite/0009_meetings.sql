-- Meetings: notice, agenda, attendance, proxies, votes, decisions, minutes, and the numbered minute book.

CREATE TABLE meeting (
    id                BLOB    NOT NULL PRIMARY KEY,
    body              BLOB    NOT NULL REFERENCES body (id),
    -- The form it came from: a form sent twice makes one meeting.
    once              BLOB    NOT NULL,
    kind              TEXT    NOT NULL,
    mode              TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    title             TEXT    NOT NULL,
    starts_at         INTEGER NOT NULL,
    ends_at           INTEGER,
    time_zone         TEXT    NOT NULL,
    place             TEXT,
    access            TEXT,
    link              TEXT,
    proposals_until   INTEGER,
    supporters_needed INTEGER,
    -- JSON: what the notice said, and the rules under which it went out.
    convocation       TEXT,
    rules             TEXT,
    chair             BLOB    REFERENCES person (id),
    minute_taker      BLOB    REFERENCES person (id),
    teller_one        BLOB    REFERENCES person (id),
    teller_two        BLOB    REFERENCES person (id),
    opened_at         INTEGER,
    closed_at         INTEGER,
    -- The meeting that was put off or lacked a quorum, and that this one continues.
    continues         BLOB    REFERENCES meeting (id),
    made_by           BLOB    NOT NULL REFERENCES person (id),
    made_at           INTEGER NOT NULL,
    changed_at        INTEGER NOT NULL,
    version           INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX meeting_once ON meeting (made_by, once);
CREATE INDEX meeting_body ON meeting (body, starts_at, id);
CREATE INDEX meeting_state ON meeting (state, starts_at, id);
CREATE INDEX meeting_continues ON meeting (continues);

-- What the agenda shows of a meeting.
ALTER TABLE rendezvous ADD COLUMN meeting BLOB REFERENCES meeting (id);
CREATE UNIQUE INDEX rendezvous_meeting ON rendezvous (meeting);

-- The roll: who was convened, how, with which voice.
CREATE TABLE meeting_recipient (
    meeting       BLOB    NOT NULL REFERENCES meeting (id),
    person        BLOB    NOT NULL REFERENCES person (id),
    voice         TEXT    NOT NULL,
    channel       TEXT    NOT NULL,
    proof         TEXT    NOT NULL,
    proof_at      INTEGER NOT NULL,
    added_because TEXT,
    reply         TEXT,
    -- A word beside the reply, for those who prepare.
    word          TEXT,
    replied_at    INTEGER,
    PRIMARY KEY (meeting, person)
) STRICT;

CREATE INDEX meeting_recipient_person ON meeting_recipient (person);

CREATE TABLE agenda_item (
    id               BLOB    NOT NULL PRIMARY KEY,
    meeting          BLOB    NOT NULL REFERENCES meeting (id),
    once             BLOB    NOT NULL,
    position         INTEGER NOT NULL,
    kind             TEXT    NOT NULL,
    title            TEXT    NOT NULL,
    source           TEXT    NOT NULL,
    html             TEXT    NOT NULL,
    rapporteur       BLOB    REFERENCES person (id),
    minutes          INTEGER NOT NULL,
    in_camera        INTEGER NOT NULL,
    proposed_by      BLOB    NOT NULL REFERENCES person (id),
    state            TEXT    NOT NULL,
    approves         BLOB    REFERENCES meeting (id),
    added_in_session INTEGER NOT NULL,
    -- What those who prepare said when they decided on a proposal.
    answer           TEXT,
    outcome          TEXT,
    notes_source     TEXT    NOT NULL,
    notes_html       TEXT    NOT NULL,
    made_at          INTEGER NOT NULL,
    version          INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX agenda_item_once ON agenda_item (proposed_by, once);
CREATE INDEX agenda_item_meeting ON agenda_item (meeting, position, id);
CREATE INDEX agenda_item_approves ON agenda_item (approves);

CREATE TABLE item_support (
    item    BLOB    NOT NULL REFERENCES agenda_item (id),
    person  BLOB    NOT NULL REFERENCES person (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (item, person)
) STRICT;

CREATE INDEX item_support_person ON item_support (person);

CREATE TABLE item_document (
    id         BLOB    NOT NULL PRIMARY KEY,
    item       BLOB    NOT NULL REFERENCES agenda_item (id),
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    added_by   BLOB    NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX item_document_item ON item_document (item);

-- Apart from its name, so that an agenda never reads past the bytes.
CREATE TABLE document_bytes (
    document BLOB NOT NULL PRIMARY KEY REFERENCES item_document (id),
    bytes    BLOB NOT NULL
) STRICT;

CREATE TABLE proxy (
    id       BLOB    NOT NULL PRIMARY KEY,
    meeting  BLOB    NOT NULL REFERENCES meeting (id),
    giver    BLOB    NOT NULL REFERENCES person (id),
    holder   BLOB    NOT NULL REFERENCES person (id),
    channel  TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    given_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

-- A giver has one voice to give.
CREATE UNIQUE INDEX proxy_giver ON proxy (meeting, giver) WHERE state = 'valid';
CREATE INDEX proxy_holder ON proxy (meeting, holder);

-- Who was there, from when to when. A guest has no account: their name was keyed.
CREATE TABLE stay (
    id         BLOB    NOT NULL PRIMARY KEY,
    meeting    BLOB    NOT NULL REFERENCES meeting (id),
    person     BLOB    REFERENCES person (id),
    guest      TEXT,
    voice      TEXT    NOT NULL,
    presence   TEXT    NOT NULL,
    from_at    INTEGER NOT NULL,
    until_at   INTEGER,
    keyed_by   BLOB    NOT NULL REFERENCES person (id),
    -- The form a guest came from; a person has one open stay anyway.
    once       BLOB
) STRICT;

CREATE UNIQUE INDEX stay_open ON stay (meeting, person) WHERE until_at IS NULL AND person IS NOT NULL;
CREATE UNIQUE INDEX stay_once ON stay (meeting, once);
CREATE INDEX stay_meeting ON stay (meeting, from_at, id);
CREATE INDEX stay_person ON stay (person);

-- What the quorum is measured by from a moment of the sitting on. Dues are paid, mandates end and rolls grow afterwards:
-- the minutes say what held then.
CREATE TABLE measure (
    meeting       BLOB    NOT NULL REFERENCES meeting (id),
    from_at       INTEGER NOT NULL,
    on_roll       INTEGER NOT NULL,
    good_standing INTEGER NOT NULL,
    -- JSON: the voters of the roll whom the rules leave out of it, since they hold an office.
    excluded      TEXT    NOT NULL,
    PRIMARY KEY (meeting, from_at)
) STRICT;

-- Interruptions of a sitting. The journal tells of them too, and forgets after a year.
CREATE TABLE pause (
    meeting  BLOB    NOT NULL REFERENCES meeting (id),
    from_at  INTEGER NOT NULL,
    until_at INTEGER,
    PRIMARY KEY (meeting, from_at)
) STRICT;

CREATE TABLE ballot (
    id                BLOB    NOT NULL PRIMARY KEY,
    meeting           BLOB    NOT NULL REFERENCES meeting (id),
    item              BLOB    NOT NULL REFERENCES agenda_item (id),
    once              BLOB    NOT NULL,
    position          INTEGER NOT NULL,
    question          TEXT    NOT NULL,
    -- Of an amendment: what the text says if it is adopted, as typed.
    wording           TEXT,
    amendment         INTEGER NOT NULL,
    mode              TEXT    NOT NULL,
    method            TEXT    NOT NULL,
    -- Which kind of question it is: the majority follows from it, by the rules of the notice.
    asks              TEXT    NOT NULL,
    -- JSON: the majority, the options, the room when it opened, what was counted, what came out.
    majority          TEXT    NOT NULL,
    options           TEXT    NOT NULL,
    places            INTEGER NOT NULL,
    threshold         INTEGER NOT NULL,
    round             INTEGER NOT NULL,
    follows           BLOB    REFERENCES ballot (id),
    state             TEXT    NOT NULL,
    standing          TEXT,
    counts            TEXT    NOT NULL,
    result            TEXT,
    abandoned_because TEXT,
    opened_at         INTEGER,
    ended_at          INTEGER,
    version           INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX ballot_once ON ballot (meeting, once);
CREATE INDEX ballot_item ON ballot (item, position, id);

-- Counts as they were keyed: one set of a show of hands, one of each teller of paper.
CREATE TABLE ballot_count (
    ballot   BLOB    NOT NULL REFERENCES ballot (id),
    keyed_by BLOB    NOT NULL REFERENCES person (id),
    counts   TEXT    NOT NULL,
    keyed_at INTEGER NOT NULL,
    PRIMARY KEY (ballot, keyed_by)
) STRICT;

-- The voices of a roll call: the minutes name them. Nothing of a secret ballot is ever stored here.
CREATE TABLE roll_vote (
    ballot     BLOB    NOT NULL REFERENCES ballot (id),
    person     BLOB    NOT NULL REFERENCES person (id),
    carried_by BLOB    REFERENCES person (id),
    choice     TEXT    NOT NULL,
    keyed_at   INTEGER NOT NULL,
    PRIMARY KEY (ballot, person)
) STRICT;

CREATE INDEX roll_vote_person ON roll_vote (person);

-- Numbers without gaps: one row a body, series and year, counted up in the transaction that takes the number.
CREATE TABLE numbering (
    body BLOB    NOT NULL REFERENCES body (id),
    name TEXT    NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (body, name, year)
) STRICT;

CREATE TABLE decision (
    id      BLOB    NOT NULL PRIMARY KEY,
    body    BLOB    NOT NULL REFERENCES body (id),
    meeting BLOB    NOT NULL REFERENCES meeting (id),
    item    BLOB    NOT NULL REFERENCES agenda_item (id),
    ballot  BLOB    REFERENCES ballot (id),
    once    BLOB    NOT NULL,
    year    INTEGER NOT NULL,
    rank    INTEGER NOT NULL,
    title   TEXT    NOT NULL,
    -- Title and word, folded, for the search of the register.
    folded  TEXT    NOT NULL,
    adopted INTEGER NOT NULL,
    owner   BLOB    REFERENCES person (id),
    due     INTEGER,
    state   TEXT    NOT NULL,
    word    TEXT,
    made_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX decision_number ON decision (body, year, rank);
CREATE UNIQUE INDEX decision_once ON decision (meeting, once);
CREATE UNIQUE INDEX decision_ballot ON decision (ballot);
CREATE INDEX decision_item ON decision (item);
CREATE INDEX decision_open ON decision (body, state, due);
CREATE INDEX decision_owner ON decision (owner);

-- The decisions that came back to a sitting under an item, and where they stood when it closed; before that, where they
-- stand is read from the decision.
CREATE TABLE item_follow_up (
    item     BLOB    NOT NULL REFERENCES agenda_item (id),
    decision BLOB    NOT NULL REFERENCES decision (id),
    state    TEXT,
    due      INTEGER,
    PRIMARY KEY (item, decision)
) STRICT;

CREATE INDEX item_follow_up_decision ON item_follow_up (decision);

CREATE TABLE task (
    id      BLOB    NOT NULL PRIMARY KEY,
    meeting BLOB    NOT NULL REFERENCES meeting (id),
    item    BLOB    NOT NULL REFERENCES agenda_item (id),
    once    BLOB    NOT NULL,
    title   TEXT    NOT NULL,
    owner   BLOB    REFERENCES person (id),
    due     INTEGER,
    state   TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX task_once ON task (meeting, once);
CREATE INDEX task_item ON task (item);
CREATE INDEX task_owner ON task (owner, state);

CREATE TABLE minutes (
    meeting     BLOB    NOT NULL PRIMARY KEY REFERENCES meeting (id),
    state       TEXT    NOT NULL,
    opened_at   INTEGER,
    approved_in BLOB    REFERENCES meeting (id),
    approved_by BLOB    REFERENCES ballot (id),
    approved_at INTEGER,
    version     INTEGER NOT NULL
) STRICT;

CREATE TABLE minutes_correction (
    id         BLOB    NOT NULL PRIMARY KEY,
    meeting    BLOB    NOT NULL REFERENCES meeting (id),
    item       BLOB    REFERENCES agenda_item (id),
    person     BLOB    NOT NULL REFERENCES person (id),
    once       BLOB    NOT NULL,
    text       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    answer     TEXT,
    made_at    INTEGER NOT NULL,
    settled_at INTEGER
) STRICT;

CREATE UNIQUE INDEX minutes_correction_once ON minutes_correction (person, once);
CREATE INDEX minutes_correction_meeting ON minutes_correction (meeting, made_at, id);

-- How minutes that are not sealed call somebody whose name was erased: by initials.
CREATE TABLE minutes_name (
    meeting BLOB    NOT NULL REFERENCES meeting (id),
    person  BLOB    NOT NULL REFERENCES person (id),
    name    TEXT    NOT NULL,
    PRIMARY KEY (meeting, person)
) STRICT;

CREATE INDEX minutes_name_person ON minutes_name (person);

-- The minute book. The hash chains the entries of a body; the document stands apart and can go.
CREATE TABLE register_entry (
    id           BLOB    NOT NULL PRIMARY KEY,
    body         BLOB    NOT NULL REFERENCES body (id),
    year         INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    meeting      BLOB    NOT NULL REFERENCES meeting (id),
    salt         BLOB    NOT NULL,
    content_hash BLOB    NOT NULL,
    hash         BLOB    NOT NULL,
    sealed_at    INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX register_entry_number ON register_entry (body, year, number);
CREATE INDEX register_entry_meeting ON register_entry (meeting);

CREATE TABLE register_document (
    entry     BLOB NOT NULL PRIMARY KEY REFERENCES register_entry (id),
    document  TEXT NOT NULL,
    -- Its words, folded, for the search: those that every reader of the book reads, and all of them, where some were said in
    -- camera.
    said      TEXT NOT NULL,
    said_all  TEXT
) STRICT;

-- The history of a decision is read from the journal.
CREATE INDEX event_subject ON event (subject, id);
