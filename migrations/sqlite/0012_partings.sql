-- What is open when people part from a group or servers disagree: receipts of leaving, words for those who left, places
-- whose text a copy withheld, and how much one server made a group grow in a day.

-- When an act came to its end: what was refused is kept so long for its author, and no longer.
ALTER TABLE grp_act ADD COLUMN settled_at INTEGER;

-- Refused texts whose time is over are found without looking at the others.
CREATE INDEX grp_message_refused ON grp_message (written_at) WHERE state = 'refused';

-- Whether a server has done what somebody's leaving asks of it. On the leaver's own server with their person; on the
-- host of the group with their server alone, which is told.
CREATE TABLE grp_leaving (
    grp         BLOB NOT NULL REFERENCES grp (id),
    -- The id of the Leave.
    about       TEXT NOT NULL,
    host        TEXT NOT NULL,
    person      BLOB REFERENCES person (id),
    -- On the host: the server of whoever left.
    tells       TEXT,
    -- On the host: the place in the log up to which a server has to be; empty as long as it is not known.
    seq         INTEGER,
    state       TEXT NOT NULL,
    asked_at    INTEGER NOT NULL,
    answered_at INTEGER,
    PRIMARY KEY (grp, about, host)
) STRICT;

CREATE INDEX grp_leaving_person ON grp_leaving (person, asked_at);
CREATE INDEX grp_leaving_asked ON grp_leaving (asked_at);

-- On the host: how far in the log each server says that it is.
CREATE TABLE grp_reach (
    grp  BLOB NOT NULL REFERENCES grp (id),
    host TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (grp, host)
) STRICT;

-- On the host: what a section said of the key of somebody who left and let their words stay, byte for byte.
CREATE TABLE grp_voucher (
    grp      BLOB NOT NULL REFERENCES grp (id),
    actor    TEXT NOT NULL,
    document TEXT NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (grp, actor)
) STRICT;

-- On a host that was restored: entries that a copy gave back without what they said. Other copies are asked for it.
CREATE TABLE grp_withheld (
    grp       BLOB NOT NULL REFERENCES grp (id),
    seq       INTEGER NOT NULL,
    host      TEXT NOT NULL,
    -- A later entry says that it was taken back or away.
    explained INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    PRIMARY KEY (grp, seq)
) STRICT;

-- How much one server made a group grow on one day: a member's server where we host it, its host where we hold a copy.
CREATE TABLE grp_tally (
    grp     BLOB NOT NULL REFERENCES grp (id),
    host    TEXT NOT NULL,
    -- Days since 1970.
    day     INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    bytes   INTEGER NOT NULL,
    PRIMARY KEY (grp, host)
) STRICT;
