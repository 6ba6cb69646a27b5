-- Counting what a member has not read: asked for every page, and answered from the index alone.

CREATE INDEX notice_unread ON notice (person, read_at) WHERE read_at IS NULL;
