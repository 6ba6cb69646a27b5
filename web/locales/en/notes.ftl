# The notes that follow a change, shown once on the next page.
flash-see-it = See it
flash-saved = Saved.
flash-published = Message published.
flash-proposed = Message proposed. It will be public once someone who may speak for everyone has accepted it.
flash-changed = Message changed.
flash-removed = Removed.
flash-answered = Your answer is kept.
flash-rendezvous-made = Rendezvous created.
flash-rendezvous-cancelled = Rendezvous cancelled. Those who had answered are told.
flash-invited = Invitation ready.
flash-revoked = Revoked.
flash-welcomed = Welcome. You can read and write.
flash-request-sent = Request sent. An administrator will read it.
flash-decided = Your decision is kept.
flash-letter-sent = If this address is known here, a letter is on its way. Look among unwanted mail too.
flash-password-changed = Password changed. The other devices are signed out.
flash-signed-out = You are signed out. See you soon.
