# The notes that follow a change, shown once on the next page.
flash-see-it = Le voir
flash-saved = C’est enregistré.
flash-published = Message publié.
flash-proposed = Message proposé. Il sera public quand une personne de l’administration l’aura accepté.
flash-changed = Message modifié.
flash-removed = C’est retiré.
flash-answered = Votre réponse est enregistrée.
flash-rendezvous-made = Rendez-vous créé.
flash-rendezvous-cancelled = Rendez-vous annulé. Les personnes qui avaient répondu sont prévenues.
flash-invited = Invitation prête.
flash-revoked = C’est révoqué.
flash-welcomed = Bienvenue. Vous pouvez lire et écrire.
flash-request-sent = Demande envoyée. Une personne de l’administration va la lire.
flash-decided = Votre décision est enregistrée.
flash-letter-sent = Si cette adresse est connue ici, un courriel vient de partir. Pensez aux courriels indésirables.
flash-password-changed = Mot de passe changé. Les autres appareils sont déconnectés.
flash-signed-out = La session est fermée. À bientôt.
