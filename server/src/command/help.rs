//! The help: everything on one page, French first, English below, or the one language that was asked for.

use preau_core::language::Language;

/// The help in one language, or in both.
pub(super) fn text(asked: Option<Language>) -> String {
    match asked {
        Some(Language::Fr) => FRENCH.to_owned(),
        Some(Language::En) => ENGLISH.to_owned(),
        None => format!("{FRENCH}\n{}\n\n{ENGLISH}", "-".repeat(78)),
    }
}

const FRENCH: &str = "\
Préau : le site d’une section, relié à celui des autres.

Commandes
  preau                      la même chose que « preau serve »
  preau serve                fait tourner le site ; au premier démarrage, affiche
                             le lien d’installation
  preau setup                installe sans navigateur ; le mot de passe est lu
                             sur l’entrée standard
      --name NOM             nom affiché, par exemple Vallombre-Centre
      --handle NOM           son nom sur le réseau : @nom@site
      --kind section|federation|local|association
      --language fr|en       langue des courriels et des pages publiques
      --time-zone FUSEAU     par exemple Europe/Paris
      --admin-name NOM       la première personne qui administre
      --admin-handle NOM     son identifiant
      --admin-email ADRESSE  son adresse de courriel
  preau demo                 deux sections, leur fédération et une année de leur vie,
                             pour essayer
      --json                 adresses et comptes pour un programme
      --data DOSSIER         où les garder (./preau-demo, vidé à chaque fois)
      --port N               port de la première (8090), les autres ont les
                             deux suivants
  preau help, --help, -h     cette page
  preau --version, -V        la version

Partout
  --config FICHIER           réglages, au lieu de preau.toml dans le dossier courant
  --lang fr|en               langue du terminal (sinon LC_ALL, LC_MESSAGES, LANG)

Réglages : dans preau.toml, ou dans l’environnement, qui l’emporte
  url              PREAU_URL              adresse publique, en https
                                          (http://localhost:8080)
  listen           PREAU_LISTEN           où écouter (127.0.0.1:8080)
  data             PREAU_DATA             dossier des données (./preau-data)
  database_url     PREAU_DATABASE_URL     postgres://… (sinon SQLite, dans le dossier)
  smtp_url         PREAU_SMTP_URL         smtps://nom:mot-de-passe@serveur, ou smtp://…
                                          avec STARTTLS (sinon les courriels sont
                                          des fichiers dans le dossier)
  mail_from        PREAU_MAIL_FROM        expéditeur des courriels (noreply@ le site)
  trusted_proxies  PREAU_TRUSTED_PROXIES  proxys de confiance : IP ou préfixes
  extra_ca         PREAU_EXTRA_CA         fichier PEM, autorités en plus
  allow_addresses  PREAU_ALLOW_ADDRESSES  adresses privées que le site peut joindre :
                                          ip:port ou ip/préfixe (aucune)
  log              PREAU_LOG              error, warn, info ou debug (info)
Une liste s’écrit [\"a\", \"b\"] dans le fichier, « a,b » dans l’environnement.
";

const ENGLISH: &str = "\
Préau: the site of a section, linked to those of others.

Commands
  preau                      the same as “preau serve”
  preau serve                runs the site; at the first start, prints the set-up
                             link
  preau setup                sets up without a browser; the password is read from
                             standard input
      --name NAME            displayed name, for instance Vallombre-Centre
      --handle NAME          its name on the network: @name@site
      --kind section|federation|local|association
      --language fr|en       language of its emails and public pages
      --time-zone ZONE       for instance Europe/Paris
      --admin-name NAME      the first administrator
      --admin-handle NAME    their username
      --admin-email ADDRESS  their email address
  preau demo                 two sections, their federation and a year of their life,
                             to look around
      --json                 addresses and accounts for a program
      --data FOLDER          where to keep them (./preau-demo, emptied each time)
      --port N               port of the first (8090), the others have the next two
  preau help, --help, -h     this page
  preau --version, -V        the version

Everywhere
  --config FILE              settings, instead of preau.toml in the working folder
  --lang fr|en               language of the terminal (else LC_ALL, LC_MESSAGES, LANG)

Settings: in preau.toml, or in the environment, which wins
  url              PREAU_URL              public address, https
                                          (http://localhost:8080)
  listen           PREAU_LISTEN           where to listen (127.0.0.1:8080)
  data             PREAU_DATA             data folder (./preau-data)
  database_url     PREAU_DATABASE_URL     postgres://… (else SQLite, in the folder)
  smtp_url         PREAU_SMTP_URL         smtps://name:password@server, or smtp://…
                                          with STARTTLS (else emails are files in
                                          the folder)
  mail_from        PREAU_MAIL_FROM        sender of the emails (noreply@ the site)
  trusted_proxies  PREAU_TRUSTED_PROXIES  trusted proxies: IP or prefixes
  extra_ca         PREAU_EXTRA_CA         PEM file of additional authorities
  allow_addresses  PREAU_ALLOW_ADDRESSES  private addresses that may be reached:
                                          ip:port or ip/prefix (none)
  log              PREAU_LOG              error, warn, info or debug (info)
A list is written [\"a\", \"b\"] in the file, “a,b” in the environment.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_every_command_argument_and_setting() {
        let named = [
            "preau serve",
            "preau setup",
            "preau demo",
            "--name",
            "--handle",
            "--kind section|federation|local|association",
            "--language fr|en",
            "--time-zone",
            "--admin-name",
            "--admin-handle",
            "--admin-email",
            "--json",
            "--data",
            "--port",
            "--config",
            "--lang",
            "--version",
            "--help",
            "PREAU_URL",
            "PREAU_LISTEN",
            "PREAU_DATA",
            "PREAU_DATABASE_URL",
            "PREAU_SMTP_URL",
            "PREAU_MAIL_FROM",
            "PREAU_TRUSTED_PROXIES",
            "PREAU_EXTRA_CA",
            "PREAU_ALLOW_ADDRESSES",
            "PREAU_LOG",
        ];
        for name in named {
            for language in [Language::Fr, Language::En] {
                assert!(text(Some(language)).contains(name), "{name} in {language}");
            }
        }
        let both = text(None);
        assert!(both.find("Réglages").unwrap() < both.find("Settings:").unwrap(), "French comes first");
        assert!(both.lines().all(|line| line.chars().count() <= 88), "a terminal is narrow");
    }
}
