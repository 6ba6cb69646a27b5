//! Files that are not what they say, or more than they show, through the real form.

use preau_tests::on_both_engines;
use preau_tests::visitor::Page;

use crate::scene::{NOUR, PHOTO, Scene};

/// What must be found nowhere: it stands in places that a viewer does not show.
const CANARY: &str = "CANARI-48.8566N-2.3522E";

on_both_engines! {
    async fn u01_u02_u06_u07_what_is_no_picture_is_refused_beside_its_field_and_nothing_is_kept(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let cut = PHOTO[..PHOTO.len() / 3].to_vec();
        let mut broken = png(8, 8, &[]);
        let middle = broken.len() - 20;
        broken[middle] ^= 0xff;
        let refused: [(&str, &'static str, Vec<u8>); 14] = [
            ("dessin.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec()),
            ("dessin.png", "image/png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
            ("page.html", "text/html", b"<!doctype html><script>alert(1)</script>".to_vec()),
            ("page.jpg", "image/jpeg", b"<html xmlns='http://www.w3.org/1999/xhtml'/>".to_vec()),
            ("page.mht", "message/rfc822", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n".to_vec()),
            ("note.json", "application/activity+json", br#"{"@context":"https://www.w3.org/ns/activitystreams","type":"Note"}"#.to_vec()),
            ("anime.gif", "image/gif", b"GIF89a\x01\x00\x01\x00/*\x00\x00\x00=1;alert(1)//*/".to_vec()),
            ("texte.pdf", "application/pdf", b"%PDF-1.4 <html><script>alert(1)</script>".to_vec()),
            ("archive.jpg", "image/jpeg", b"PK\x03\x04aaaa".to_vec()),
            ("coupee.jpg", "image/jpeg", cut),
            ("abimee.png", "image/png", broken),
            ("haute.png", "image/png", png_header(1, 1_000_000)),
            ("bombe.png", "image/png", png_header(50_000, 50_000)),
            ("debut.webp", "image/webp", b"RIFF\x10\x00\x00\x00WEBPVP8 \x00\x00\x00\x00".to_vec()),
        ];
        for (name, kind, bytes) in refused {
            let page = send(&scene, name, kind, bytes).await;
            assert_eq!(page.status, 422, "{name} was taken");
            assert!(page.html().contains("Le texte reste"), "{name}: what was typed is kept");
        }
        let empty = send(&scene, "vide.jpg", "image/jpeg", Vec::new()).await;
        assert!(matches!(empty.status.as_u16(), 303 | 422), "{}", empty.status);
        assert_eq!(scene.house.count("SELECT count(*) FROM picture").await, 0);
        // The name and the type count for nothing, the bytes do (U06).
        send(&scene, "photo.svg", "text/html", PHOTO.to_vec()).await.is(303);
        assert_eq!(scene.house.count("SELECT count(*) FROM picture").await, 1);
    }

    async fn u02_u03_of_a_picture_its_pixels_come_through_and_nothing_else(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let mut ended = PHOTO.to_vec();
        ended.extend_from_slice(format!("PK\u{3}\u{4}{CANARY}<script>{CANARY}</script>").as_bytes());
        let text = [b"Comment\0".as_slice(), CANARY.as_bytes()].concat();
        let files = [("exif.jpg", "image/jpeg", with_segments(PHOTO)), ("zip.jpg", "image/jpeg", ended), ("texte.png", "image/png", png(16, 9, &text))];
        for (number, (name, kind, bytes)) in files.into_iter().enumerate() {
            assert!(find(&bytes, CANARY), "the canary is in {name}");
            send(&scene, name, kind, bytes).await.is(303);
            assert_eq!(scene.house.count("SELECT count(*) FROM picture").await, i64::try_from(number).unwrap() + 1);
        }
        let ids: Vec<(uuid::Uuid,)> = scene.house.rows("SELECT id FROM picture").await;
        for (id,) in ids {
            let picture = scene.browser(NOUR).get_bare(&format!("/images/{id}")).await;
            assert!(picture.is(200).bytes.len() > 60 && !find(&picture.bytes, CANARY));
            // H11: shown as a picture whatever it may be.
            assert!(picture.header("content-type").unwrap().starts_with("image/"));
            assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
            assert!(picture.header("content-security-policy").unwrap().contains("sandbox"));
            let asked = [("accept", "application/activity+json"), ("cookie", scene.cookie(NOUR).as_str())].map(|(n, v)| (n, v.to_owned()));
            let asked: Vec<(&'static str, &str)> = asked.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let answer = scene.ask(http::Method::GET, &format!("/images/{id}"), &asked, Vec::new()).await;
            let kind = answer.headers.get("content-type").map_or("", |kind| kind.to_str().unwrap());
            assert!(answer.status != 200 || kind.starts_with("image/"), "{kind}");
        }
        for (table, rows) in scene.house.contents().await {
            let hex = CANARY.bytes().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat();
            assert!(!rows.iter().any(|row| row.to_ascii_uppercase().contains(&hex) || row.contains(CANARY)), "{table} holds it");
        }
    }

    async fn u05_u08_a_name_of_a_file_is_used_for_nothing_and_bad_files_end_no_worker(trial: Trial) {
        let mut scene = Scene::bare(trial).await;
        let long = "a".repeat(300);
        let names = ["../../../etc/passwd.jpg", "CON.jpg", ".cache.jpg", "a\u{202e}gpj.exe", long.as_str(), "deux lignes.jpg", "canari-du-nom.jpg"];
        for name in names {
            send(&scene, name, "image/jpeg", PHOTO.to_vec()).await.is(303);
        }
        assert_eq!(scene.house.count("SELECT count(*) FROM picture").await, 7);
        for (table, rows) in scene.house.contents().await {
            assert!(!rows.iter().any(|row| row.contains("canari-du-nom") || row.contains("passwd")), "{table} holds a name");
        }
        let (id,) = scene.house.rows::<(uuid::Uuid,)>("SELECT id FROM picture").await[0];
        let picture = scene.browser(NOUR).get_bare(&format!("/images/{id}")).await;
        assert_eq!(picture.header("content-disposition"), Some("inline; filename=\"image.jpg\""));
        // Sixty files with one byte wrong each, from everywhere in the file.
        for number in 0..60 {
            let mut bytes = PHOTO.to_vec();
            let place = 2 + number * (bytes.len() - 4) / 60;
            bytes[place] ^= 0x55;
            let status = send(&scene, "mutee.jpg", "image/jpeg", bytes).await.status.as_u16();
            assert!(matches!(status, 303 | 422), "{number}: {status}");
        }
        assert!(scene.process.lives());
        send(&scene, "photo.jpg", "image/jpeg", PHOTO.to_vec()).await.is(303);
    }
}

async fn send(scene: &Scene, name: &str, kind: &'static str, bytes: Vec<u8>) -> Page {
    let form = scene.browser(NOUR).get("/fil/nouveau").await.form("Publier");
    form.fill("body", "Le texte reste")
        .fill("alt0", "Une salle")
        .attach("file0", name, kind, bytes)
        .send_bare()
        .await
}

fn find(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The JPEG with a place (Exif), a description (XMP), a comment, a maker's note and a profile, each with the canary.
fn with_segments(jpeg: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    let exif = [b"Exif\0\0MM\0*\0\0\0\x08\0\0".as_slice(), CANARY.as_bytes()].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>".as_slice(), CANARY.as_bytes(), b"</x:xmpmeta>"]
        .concat();
    let iptc = [b"Photoshop 3.0\08BIM".as_slice(), CANARY.as_bytes()].concat();
    let profile = [b"ICC_PROFILE\0\x01\x01".as_slice(), CANARY.as_bytes()].concat();
    for (marker, content) in
        [(0xe1, exif), (0xe1, xmp), (0xed, iptc), (0xe2, profile), (0xfe, CANARY.as_bytes().to_vec())]
    {
        let length = u16::try_from(content.len() + 2).unwrap();
        bytes.extend([0xff, marker]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(content);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A grey PNG without compression, with a text beside the pixels.
fn png(width: u32, height: u32, text: &[u8]) -> Vec<u8> {
    let row = [vec![0_u8], vec![0x80; usize::try_from(width).unwrap()]].concat();
    let pixels = row.repeat(usize::try_from(height).unwrap());
    let length = u16::try_from(pixels.len()).unwrap();
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(&pixels);
    let (low, high) = pixels.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend((high << 16 | low).to_be_bytes());
    let mut bytes = png_header(width, height);
    if !text.is_empty() {
        chunk(&mut bytes, *b"tEXt", text);
    }
    chunk(&mut bytes, *b"IDAT", &stream);
    chunk(&mut bytes, *b"IEND", &[]);
    bytes
}

fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    chunk(&mut bytes, *b"IHDR", &header);
    bytes
}

fn chunk(bytes: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) {
    bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
    let summed = [kind.as_slice(), content].concat();
    let crc = summed.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    });
    bytes.extend(summed);
    bytes.extend((!crc).to_be_bytes());
}
