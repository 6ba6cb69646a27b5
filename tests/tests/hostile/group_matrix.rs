//! Groups, seen by everybody at every address of the route tables: what one may not see answers byte for byte as what
//! does not exist, to people and to servers, and changes nothing; whoever may see it does.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::time::Duration;

use http::HeaderMap;
use preau_core::world::World as _;
use preau_tests::network::cast::{FATOU, MARC, ROSE, UGO};
use preau_tests::network::{Place, Section, Stage, Stranger, names_of};
use preau_tests::on_stage;
use preau_tests::people::{ODILE, THOMAS};
use preau_tests::visitor::{Page, Visitor};

use crate::group_scene::{CANARY, Groups, Viewer};

/// An id of the right shape that nothing has.
const NOTHING: &str = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
/// What the house writes by itself while nobody changes anything.
const OWN: [&str; 3] = ["lease.", "session.", "job."];
/// What the forms of groups send, as somebody would who knows them.
const FIELDS: [(&str, &str); 14] = [
    ("title", "Un titre"),
    ("body", "Un texte"),
    ("name", "Un nom"),
    ("aim", "Un but"),
    ("reason", "Une raison"),
    ("seen_edits", "0"),
    ("accept", "yes"),
    ("admit", "yes"),
    ("useful", "yes"),
    ("pinned", "yes"),
    ("coming", "yes"),
    ("seq", "1"),
    ("tell", "nothing"),
    ("once", "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001"),
];

on_stage! {
    async fn a01_a05_a27_no_address_tells_anybody_of_a_group_that_is_not_theirs(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let groups = Groups::open(stage).await;
        let vallombre = &stage["vallombre"];
        let table = patterns();
        assert!(table.len() > 100, "{} addresses with an id", table.len());
        let before = rows(vallombre).await;
        let mut asked = 0;
        for viewer in &groups.viewers {
            let (mut forms, mut missing) = (Vec::new(), HashMap::new());
            for thing in &groups.things {
                let knows = viewer.inside || (thing.listed && viewer.member);
                let mut hidden: Vec<(&str, &str)> = Vec::new();
                if !viewer.inside {
                    let said = [&thing.topic, &thing.reply, &thing.gone].map(|id| ("/groupes/discussion/", id.as_str()));
                    hidden.extend(said);
                    hidden.push(("/groupes/rendez-vous/", &thing.gathering));
                }
                if !knows {
                    hidden.push(("", &thing.group));
                }
                for (_, id) in &hidden {
                    for pattern in &table {
                        // One kind of viewer tries what was made for other things too.
                        if viewer.who == "who is not in" || pattern.starts_with("/group") {
                            same(viewer, pattern, id, &mut missing).await;
                            asked += 1;
                        }
                    }
                }
                forms.extend(hidden.into_iter().filter(|(_, id)| *id != thing.reply && *id != thing.gone));
                if knows && !viewer.inside {
                    for pattern in table.iter().filter(|pattern| pattern.starts_with("/group")) {
                        let page = viewer.visitor.get_bare(&pattern.replace("{}", &thing.group)).await;
                        assert!(!page.html().contains(CANARY), "{} reads {pattern}", viewer.who);
                        asked += 1;
                    }
                }
            }
            asked += same_forms(viewer, &table, &forms).await;
        }
        assert!(asked > 4_000, "{asked} were asked");
        assert_eq!(changed(&before, &rows(vallombre).await), Vec::<String>::new());
        // The entitled read all of it, in both languages.
        for viewer in groups.viewers.iter().filter(|viewer| viewer.inside) {
            for thing in &groups.things {
                for (pattern, id) in [
                    ("/groupes/{}", &thing.group),
                    ("/groups/{}", &thing.group),
                    ("/groupes/discussion/{}", &thing.topic),
                    ("/groups/topic/{}", &thing.topic),
                    ("/groupes/rendez-vous/{}", &thing.gathering),
                    ("/groups/gathering/{}", &thing.gathering),
                ] {
                    let page = viewer.visitor.get_bare(&pattern.replace("{}", id)).await;
                    assert!(page.is(200).html().contains(CANARY), "{} reads {pattern}", viewer.who);
                }
                viewer.visitor.get(&format!("/groupes/discussion/{}", thing.reply)).await.is(200);
            }
        }
        // Whoever may know of a listed group reads its name and aim, and of the others nothing on any list.
        for viewer in groups.viewers.iter().filter(|viewer| viewer.member && !viewer.inside) {
            for thing in &groups.things {
                let page = viewer.visitor.get_bare(&format!("/groupes/{}", thing.group)).await;
                assert_eq!(page.status.as_u16(), if thing.listed { 200 } else { 404 }, "{}", viewer.who);
            }
            let word = format!("/recherche?q={CANARY}");
            for list in ["/", "/groupes", "/agenda", "/notifications", "/recherche?q=jardin"] {
                let page = viewer.visitor.get(list).await;
                assert!(!page.html().contains(CANARY), "{} reads {list}", viewer.who);
            }
            let page = viewer.visitor.get(&word).await;
            assert!(!page.html().contains("au jardin") && !page.html().contains("la réunion"), "{}", viewer.who);
        }
    }

    async fn a01_a_copy_is_closed_to_those_of_its_section_who_are_not_in(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let groups = Groups::open(stage).await;
        let lazare = &stage["port-lazare"];
        let table = patterns();
        // What Marc wrote and what waits or was refused is for him alone.
        let copies = copies(stage, &groups).await;
        assert_eq!(copies.len(), 2);
        let seen = |who, somebody, member| Viewer { who, visitor: lazare.browser(somebody), member, inside: false };
        let mut viewers = vec![seen("who is not in", UGO, true), seen("who runs the house", FATOU, true), seen("who was removed", ROSE, true)];
        viewers.push(Viewer { who: "a stranger", visitor: lazare.stranger(), member: false, inside: false });
        let before = rows(lazare).await;
        for viewer in &viewers {
            let (mut forms, mut missing) = (Vec::new(), HashMap::new());
            for (group, listed, messages) in &copies {
                let mut hidden: Vec<_> = messages.iter().map(|id| ("/groupes/discussion/", id.as_str())).collect();
                // The first begins the discussion; the last two wait and were refused.
                forms.extend([hidden[0], hidden[messages.len() - 1]]);
                if !viewer.member || !listed {
                    hidden.push(("", group));
                    forms.push(("", group));
                }
                for (_, id) in hidden {
                    for pattern in table.iter().filter(|pattern| pattern.starts_with("/group")) {
                        same(viewer, pattern, id, &mut missing).await;
                    }
                }
            }
            same_forms(viewer, &table, &forms).await;
        }
        assert_eq!(changed(&before, &rows(lazare).await), Vec::<String>::new());
        let marc = lazare.browser(MARC);
        for (group, _, messages) in &copies {
            marc.get_bare(&format!("/groupes/{group}")).await.is(200);
            marc.get(&format!("/groupes/discussion/{}", messages[0])).await.is(200).says(CANARY);
        }
        assert_eq!(stage.outside("port-lazare", &names_of(lazare.silent())).await, Vec::<String>::new());
        assert!(!stage.outside("port-lazare", &names_of(lazare.resident(MARC))).await.is_empty());
    }

    async fn a02_a24_a27_no_server_learns_of_a_group_that_it_has_nobody_in(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let groups = Groups::open(stage).await;
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        let table = documents();
        assert!(table.len() >= 9, "{table:?}");
        let elsewhere = Stranger::open("ailleurs");
        let anna = elsewhere.lives("anna", "Anna");
        let stranger = elsewhere.voice(&anna, vallombre.world.now());
        let (thomas, odile) = (vallombre.resident(THOMAS).id.to_string(), vallombre.resident(ODILE).id.to_string());
        let mut read = 0;
        for (n, thing) in groups.things.iter().enumerate() {
            for pattern in &table {
                for id in [&thing.group, &thing.topic, &thing.reply, &thing.gone, &thing.gathering, &thomas, &odile] {
                    for reader in ["nobody", "a stranger", "montreval", "port-lazare"] {
                        let ask = async |path: String| match reader {
                            "nobody" => vallombre.shows_whole(&path).await.unwrap(),
                            "a stranger" => stranger.reads_whole(vallombre, &path).await.unwrap(),
                            "montreval" => montreval.voice().reads_whole(vallombre, &path).await.unwrap(),
                            _ => lazare.voice().reads_whole(vallombre, &path).await.unwrap(),
                        };
                        let given = ask(pattern.replace("{}", id)).await;
                        if given.0 == 200 {
                            assert!(**id != *odile && entitled(reader, pattern, (n, thing.listed, thing.crosses)), "{reader} reads {pattern} {id} of group {n}");
                            read += 1;
                            continue;
                        }
                        let missing = ask(pattern.replace("{}", NOTHING)).await;
                        assert_eq!(bare(&given, id), bare(&missing, NOTHING), "{reader} can tell that {pattern} {id} exists");
                        assert_eq!(given.0, 404, "{reader} {pattern}");
                        assert!(given.1.get("cache-control").is_none_or(|value| !value.to_str().unwrap().contains("public")));
                    }
                }
            }
        }
        assert!(read > 20, "{read} were read");
        // Who has somebody in reads the log, the discussion, the message and the rendezvous of what crosses.
        for thing in groups.things.iter().filter(|thing| thing.crosses) {
            for path in [
                format!("/groups/{}", thing.group),
                format!("/groups/{}/log?after=0", thing.group),
                format!("/groups/{}/topics/{}", thing.group, thing.topic),
                format!("/notes/{}", thing.topic),
                format!("/notes/{}", thing.reply),
                format!("/gatherings/{}", thing.gathering),
            ] {
                assert_eq!(lazare.voice().reads(vallombre, &path).await.unwrap().0, 200, "{path}");
            }
        }
        for place in stage.places() {
            assert_eq!(stage.outside(place.handle, &names_of(place.silent())).await, Vec::<String>::new());
        }
    }
}

/// Whether a server may be given this of Vallombre's.
fn entitled(reader: &str, pattern: &str, (_, listed, crosses): (usize, bool, bool)) -> bool {
    let card = matches!(pattern, "/groups/{}" | "/groups/{}/followers");
    match (reader, pattern) {
        // Whoever wrote is known to the servers they met, and to linked ones.
        ("montreval" | "port-lazare", "/people/{}") => true,
        ("port-lazare", _) => crosses,
        (_, _) => card && listed && crosses,
    }
}

/// How an answer looks: see [`shape`].
type Shape = (u16, Vec<(String, String)>, String);

/// Asks for a thing, and once at each address for nothing: whether anybody could tell them apart.
async fn same<'t>(viewer: &Viewer, pattern: &'t str, id: &str, missing: &mut HashMap<&'t str, Shape>) {
    let Viewer { who, visitor, .. } = viewer;
    let given = visitor.get_bare(&pattern.replace("{}", id)).await;
    assert_ne!(given.status, 200, "{who} GET {pattern}");
    let nothing = match missing.entry(pattern) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(unknown) => {
            unknown.insert(shape(&visitor.get_bare(&pattern.replace("{}", NOTHING)).await, NOTHING))
        }
    };
    assert_eq!(shape(&given, id), *nothing, "{who} can tell that GET {pattern} {id} exists");
}

/// The same with forms, each address once with an id of its kind: people may send 120 in a minute.
async fn same_forms(viewer: &Viewer, table: &[String], ids: &[(&str, &str)]) -> usize {
    let Viewer { who, visitor, .. } = viewer;
    let mut asked = 0;
    for pattern in table.iter().filter(|pattern| pattern.starts_with("/groupes/")) {
        let of_kind = ids.iter().filter(|(start, _)| kind(pattern) == *start);
        let mut missing = None;
        for (_, id) in of_kind {
            if missing.is_none() {
                missing = Some(shape(&sends(visitor, &pattern.replace("{}", NOTHING)).await, NOTHING));
            }
            let given = sends(visitor, &pattern.replace("{}", id)).await;
            assert_ne!(given.status, 200, "{who} POST {pattern}");
            assert_eq!(Some(shape(&given, id)), missing, "{who} can tell that POST {pattern} {id} exists");
            asked += 1;
        }
    }
    asked
}

/// What an address is about, by how it begins.
fn kind(pattern: &str) -> &'static str {
    ["/groupes/discussion/", "/groupes/rendez-vous/"]
        .into_iter()
        .find(|start| pattern.starts_with(start))
        .unwrap_or("")
}

/// Sends a form, and again where that was too often.
async fn sends(visitor: &Visitor, path: &str) -> Page {
    loop {
        let page = visitor.post(path, &FIELDS).await;
        if page.status != 429 {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

/// Status, headers but the date, and bytes, with the id that was asked for taken out.
fn shape(page: &Page, id: &str) -> Shape {
    bare(&(page.status.as_u16(), page.headers.clone(), page.html()), id)
}

fn bare((status, headers, text): &(u16, HeaderMap, String), id: &str) -> Shape {
    let mut headers: Vec<(String, String)> = headers
        .iter()
        .filter(|(name, _)| *name != "date" && *name != "x-request-id")
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).replace(id, "ID")))
        .collect();
    headers.sort();
    (*status, headers, text.replace(id, "ID"))
}

/// Every address of the pages with one id in it, in both languages, with `{}` in its place.
fn patterns() -> Vec<String> {
    addresses("../web/src/place.rs", |line| line.starts_with("    ") && line.contains(") = \"/"))
}

/// The same for what servers read.
fn documents() -> Vec<String> {
    addresses("../federation/src/routes.rs", |line| line.contains(".route(\"/") && line.contains("get("))
}

fn addresses(file: &str, is_route: impl Fn(&str) -> bool) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(file).unwrap();
    let mut found: Vec<String> = text
        .lines()
        .filter(|line| is_route(line))
        .flat_map(|line| line.split('"').filter(|part| part.starts_with('/')))
        .filter(|pattern| pattern.matches('{').count() == 1 && pattern.contains("{id}"))
        .map(|pattern| pattern.replace("{id}", "{}"))
        .collect();
    found.sort();
    found.dedup();
    found
}

async fn rows(place: &Place<Section>) -> Vec<(String, Vec<Vec<u8>>)> {
    let mut rows = place.contents().await;
    rows.retain(|(column, _)| !OWN.iter().any(|own| column.starts_with(own)));
    rows
}

/// The columns in which something is not as before.
fn changed(before: &[(String, Vec<Vec<u8>>)], after: &[(String, Vec<Vec<u8>>)]) -> Vec<String> {
    let pairs = before.iter().zip(after);
    pairs.filter(|(one, other)| one != other).map(|(one, _)| one.0.clone()).collect()
}

/// The copies in Port-Lazare: the group's id there, whether it is listed, and its messages, a waiting and a refused one too.
async fn copies(stage: &Stage<Section>, groups: &Groups) -> Vec<(String, bool, Vec<String>)> {
    let (host, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
    let marc: Visitor = lazare.browser(MARC);
    let mut copies = Vec::new();
    for thing in groups.things.iter().filter(|thing| thing.crosses) {
        let actor = host.url.join(&format!("groups/{}", thing.group)).unwrap();
        let copy = lazare.group_of(&actor).await.unwrap();
        let mut messages = Vec::new();
        let mut db = lazare.store.read().await.unwrap();
        for entry in db.log(copy.id, 0, 200).await.unwrap() {
            messages.extend(entry.carries.map(|id| id.to_string()));
        }
        drop(db);
        host.proxy.set(preau_tests::proxy::Mode::Cut).await;
        for text in ["cela attend", "cela fut refusé"] {
            let page = marc.get(&format!("/groupes/discussion/{}", messages[0])).await;
            page.form("Répondre").fill("body", text).send().await.is(200);
        }
        lazare.tamper("UPDATE grp_message SET state = 'refused', reason = 'closed' WHERE html LIKE '%cela fut refusé%'").await;
        let mut db = lazare.store.read().await.unwrap();
        for id in db.messages_of(copy.id, &lazare.actor(MARC), 10).await.unwrap() {
            messages.push(id.to_string());
        }
        drop(db);
        stage.rests().await;
        // It waits until tomorrow: on a slow machine the next try would come while one looks.
        lazare
            .tamper(
                "UPDATE job SET run_at = run_at + 86400000000 WHERE lease_until IS NULL AND dead_at IS NULL",
            )
            .await;
        host.proxy.set(preau_tests::proxy::Mode::Pass).await;
        copies.push((copy.id.to_string(), thing.listed, messages));
    }
    copies
}
