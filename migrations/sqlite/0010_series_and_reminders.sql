-- Rendezvous that come again, and reminders of what one said one comes to.

-- The rule. Its occurrences are ordinary rendezvous, all made at once: a series is bounded.
CREATE TABLE series (
    id         BLOB    NOT NULL PRIMARY KEY,
    organiser  BLOB    NOT NULL REFERENCES person (id),
    rhythm     TEXT    NOT NULL,
    -- Days as the calendar of its place says them, 2026-11-17: no change of clocks moves them.
    first_on   TEXT    NOT NULL,
    last_on    TEXT    NOT NULL,
    sequence   INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX series_organiser ON series (organiser);

ALTER TABLE rendezvous ADD COLUMN series BLOB REFERENCES series (id);
-- The rhythm of its series, which never changes: a list says it without looking further.
ALTER TABLE rendezvous ADD COLUMN rhythm TEXT;
-- The day that the rule gives, wherever this one was moved.
ALTER TABLE rendezvous ADD COLUMN on_day TEXT;
-- Whether it was changed by itself: what is said of the whole series passes it by.
ALTER TABLE rendezvous ADD COLUMN own INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX rendezvous_series ON rendezvous (series, on_day) WHERE series IS NOT NULL;

-- Who wants to be reminded when, and by mail too. Who has no row is reminded in the page, a day before.
CREATE TABLE reminder_choice (
    person     BLOB    NOT NULL PRIMARY KEY REFERENCES person (id),
    a_day      INTEGER NOT NULL,
    two_hours  INTEGER NOT NULL,
    by_mail    INTEGER NOT NULL
) STRICT;

-- Who was reminded of what, of the section or of a group, and when it was to begin then: once each.
CREATE TABLE reminder (
    person     BLOB    NOT NULL REFERENCES person (id),
    thing      BLOB    NOT NULL,
    ahead      TEXT    NOT NULL,
    starts_at  INTEGER NOT NULL,
    PRIMARY KEY (person, thing, ahead)
) STRICT;

CREATE INDEX reminder_start ON reminder (starts_at);
CREATE INDEX gathering_start ON gathering (starts_at);
