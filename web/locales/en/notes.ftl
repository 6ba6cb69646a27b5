# The notes that follow a change, shown once on the next page.
flash-see-it = See it
flash-saved = Saved.
flash-published = Post published.
flash-proposed = Post proposed. It will be public once an administrator has accepted it.
flash-changed = Post edited.
flash-removed = Removed.
flash-answered = Your answer has been saved.
flash-rendezvous-made = Rendezvous created.
flash-rendezvous-cancelled = Rendezvous cancelled. The people who had answered are told.
flash-invited = Invitation ready.
flash-revoked = Revoked.
flash-welcomed = Welcome. You can read and write.
flash-request-sent = Request sent. An administrator will read it.
flash-decided = Your decision has been saved.
flash-letter-sent = If this address is known here, an email is on its way. Check your junk mail too.
flash-password-changed = Password changed. The other devices are signed out.
flash-signed-out = You are signed out. See you soon.
