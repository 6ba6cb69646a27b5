//! Tests of uploaded pictures: the cases U and R15 of the security notes, with pictures made here.

use image::{ImageBuffer, Rgba, RgbaImage};

use super::*;

const CANARY: &[u8] = b"CANARI-43.6045N-1.4440E";

/// Red on the left, blue on the right.
fn two_halves(width: u32, height: u32) -> RgbImage {
    ImageBuffer::from_fn(width, height, |x, _| {
        image::Rgb(if x < width / 2 { [200, 0, 0] } else { [0, 0, 200] })
    })
}

fn file(image: &RgbImage, kind: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, kind).unwrap();
    bytes.into_inner()
}

/// Colours without order, which no encoder makes small.
fn noise(seed: u32) -> impl FnMut() -> u8 {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    }
}

/// An EXIF block with an orientation, and the canary as a photograph's place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    block.extend(CANARY);
    block
}

fn segment(mark: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, mark], &length[..], &content].concat()
}

/// A JPEG as telephones and editors leave it: EXIF, XMP, a colour profile, IPTC and a comment.
fn jpeg_with_notes(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let plain = file(image, ImageFormat::Jpeg);
    let notes = [
        segment(0xe1, &[b"Exif\0\0", &exif(orientation)]),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>", CANARY]),
        segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", CANARY]),
        segment(0xed, &[b"Photoshop 3.0\x008BIM\x04\x04\0\0", CANARY]),
        segment(0xfe, &[CANARY]),
    ];
    [&plain[..2], &notes.concat(), &plain[2..]].concat()
}

fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let named = [name, content].concat();
    let mut sum = u32::MAX;
    for byte in &named {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], &named, &(!sum).to_be_bytes()].concat()
}

/// A PNG with chunks put behind its header.
fn png_with(image: &RgbImage, chunks: &[Vec<u8>]) -> Vec<u8> {
    let plain = file(image, ImageFormat::Png);
    [&plain[..33], &chunks.concat(), &plain[33..]].concat()
}

fn png_with_notes(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let text = [b"Comment\0", CANARY].concat();
    let xmp = [b"XML:com.adobe.xmp\0\0\0\0\0", CANARY].concat();
    png_with(image, &[chunk(b"tEXt", &text), chunk(b"iTXt", &xmp), chunk(b"eXIf", &exif(orientation))])
}

fn riff_chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    let padding = if content.len() % 2 == 1 { &[0][..] } else { &[] };
    [name, &length, content, padding].concat()
}

/// A WebP of the extended kind: flags, then the chunks given.
fn webp_of(flags: u8, width: u32, height: u32, chunks: &[Vec<u8>]) -> Vec<u8> {
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let head = riff_chunk(b"VP8X", &[vec![flags, 0, 0, 0], side(width), side(height)].concat());
    let content = [b"WEBP".to_vec(), head, chunks.concat()].concat();
    riff_chunk(b"RIFF", &content)
}

fn webp_with_notes(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let pixels = file(image, ImageFormat::WebP)[12..].to_vec();
    let notes = [
        riff_chunk(b"ICCP", CANARY),
        pixels,
        riff_chunk(b"EXIF", &exif(orientation)),
        riff_chunk(b"XMP ", CANARY),
    ];
    webp_of(0x20 | 0x08 | 0x04, image.width(), image.height(), &notes)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    image::load_from_memory(&picture.bytes).unwrap().to_rgba8().get_pixel(x, y).0
}

fn is_red(pixel: [u8; 4]) -> bool {
    pixel[0] > 150 && pixel[2] < 80
}

#[test]
fn u03_no_note_of_the_camera_comes_through_and_the_picture_stands_upright() {
    let image = two_halves(64, 32);
    for (name, file) in [
        ("jpeg", jpeg_with_notes(&image, 6)),
        ("png", png_with_notes(&image, 6)),
        ("webp", webp_with_notes(&image, 6)),
    ] {
        assert!(holds(&file, CANARY), "{name}: the canary is in what was sent");
        let picture = take_in(&file).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        assert!(!holds(&picture.bytes, CANARY), "{name}");
        for mark in [&b"Exif"[..], b"EXIF", b"XMP ", b"xmp", b"ICC_PROFILE", b"ICCP", b"8BIM", b"\xff\xfe"] {
            assert!(!holds(&picture.bytes, mark), "{name}: {mark:?}");
        }
        // Held on its side (6: turn a quarter clockwise), the left half is on top.
        assert_eq!((picture.width, picture.height), (32, 64), "{name}");
        assert!(is_red(pixel(&picture, 16, 8)) && !is_red(pixel(&picture, 16, 56)), "{name}");
    }
}

#[test]
fn u03_each_way_of_holding_the_camera_is_turned() {
    for (orientation, red_at) in
        [(1, (8, 16)), (2, (56, 16)), (3, (56, 16)), (4, (8, 16)), (6, (16, 8)), (8, (16, 56))]
    {
        let picture = take_in(&jpeg_with_notes(&two_halves(64, 32), orientation)).unwrap();
        assert!(is_red(pixel(&picture, red_at.0, red_at.1)), "{orientation}");
    }
}

#[test]
fn u01_u05_u06_a_file_is_what_its_first_bytes_say() {
    for file in [
        &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..],
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"type\":\"Person\"}",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
        b"GIF89a/*\x01\0\x01\0*/=alert(1)",
        b"%PDF-1.7\n<html>",
        b"PK\x03\x04",
        b"BM",
        b"II*\0",
        b"\xff\xd8",
        b"RIFF\0\0\0\0AVI ",
    ] {
        assert_eq!(take_in(file), Err(PictureProblem::UnknownKind), "{}", String::from_utf8_lossy(file));
    }
    let image = two_halves(16, 16);
    for kind in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        assert!(take_in(&file(&image, kind)).is_ok(), "{kind:?}");
    }
}

#[test]
fn u02_a_second_file_behind_the_picture_is_gone() {
    let image = two_halves(16, 16);
    for tail in [&b"PK\x03\x04"[..], b"<?php system('id'); ?>", b"<script>alert(1)</script>"] {
        for kind in [ImageFormat::Jpeg, ImageFormat::Png] {
            let polyglot = [&file(&image, kind)[..], tail, CANARY].concat();
            let picture = take_in(&polyglot).unwrap();
            assert!(!holds(&picture.bytes, tail) && !holds(&picture.bytes, CANARY));
        }
    }
    let inside = png_with(&image, &[chunk(b"tEXt", b"Comment\0<?php system('id'); ?>")]);
    assert!(holds(&inside, b"<?php"));
    assert!(!holds(&take_in(&inside).unwrap().bytes, b"<?php"));
}

#[test]
fn u07_a_file_cut_off_anywhere_is_damaged() {
    let mut colour = noise(1);
    let image: RgbImage = ImageBuffer::from_fn(24, 16, |_, _| image::Rgb([colour(), colour(), colour()]));
    // Behind the pixels of a PNG stand a sum of 4 bytes and an end of 12, which no pixel needs.
    for (kind, unneeded) in [(ImageFormat::Jpeg, 0), (ImageFormat::Png, 16), (ImageFormat::WebP, 1)] {
        let whole = file(&image, kind);
        assert!(take_in(&whole).is_ok());
        for length in 12..whole.len() - unneeded {
            assert_eq!(take_in(&whole[..length]), Err(PictureProblem::Damaged), "{kind:?} cut at {length}");
        }
    }
    assert_eq!(take_in(b""), Err(PictureProblem::Empty));
    assert_eq!(take_in(&[0; 12]), Err(PictureProblem::UnknownKind));
}

#[test]
fn u07_a_png_whose_sum_is_wrong_is_damaged() {
    let whole = file(&two_halves(24, 16), ImageFormat::Png);
    let data = whole.windows(4).position(|name| name == b"IDAT").unwrap() + 4;
    let mut broken = whole.clone();
    broken[data + 6] ^= 0x10;
    assert_eq!(take_in(&broken), Err(PictureProblem::Damaged));
    assert!(take_in(&whole).is_ok());
}

#[test]
fn r15_u07_a_picture_too_large_is_refused_by_its_header() {
    let png = |width: u32, height: u32| {
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        // The data is no picture at all: whoever looked at it would say "damaged".
        [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", b"x"), &chunk(b"IEND", b"")]
            .concat()
    };
    for (width, height) in [(50_000, 50_000), (1, 1_000_000), (8_001, 1), (8_000, 8_000), (6_400, 6_400)] {
        assert_eq!(take_in(&png(width, height)), Err(PictureProblem::TooLarge), "{width} x {height}");
    }
    for (width, height) in [(8_000, 5_000), (0, 10), (10, 0)] {
        assert_eq!(take_in(&png(width, height)), Err(PictureProblem::Damaged), "{width} x {height}");
    }
    let mut jpeg = file(&two_halves(16, 16), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|mark| mark == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(take_in(&jpeg), Err(PictureProblem::TooLarge));
    let webp = webp_of(0, 10_000, 10_000, &[file(&two_halves(16, 16), ImageFormat::WebP)[12..].to_vec()]);
    assert_eq!(take_in(&webp), Err(PictureProblem::TooLarge));
    assert_eq!(take_in(&vec![0xff; UPLOAD_BYTES_MAX + 1]), Err(PictureProblem::TooHeavy));
}

#[test]
fn r15_a_picture_that_moves_is_refused() {
    let image = two_halves(16, 16);
    let moving = png_with(&image, &[chunk(b"acTL", &[0, 0, 0x27, 0x10, 0, 0, 0, 0])]);
    assert_eq!(take_in(&moving), Err(PictureProblem::Moving));
    let pixels = &file(&image, ImageFormat::WebP)[12..];
    let frame = [&[0; 6][..], &[15, 0, 0, 15, 0, 0, 100, 0, 0, 0], pixels].concat();
    let frames = [riff_chunk(b"ANIM", &[0; 6]), riff_chunk(b"ANMF", &frame), riff_chunk(b"ANMF", &frame)];
    assert_eq!(take_in(&webp_of(0x02, 16, 16, &frames)), Err(PictureProblem::Moving));
}

#[test]
fn u08_no_damage_brings_the_server_down() {
    let mut colour = noise(2);
    let image: RgbImage = ImageBuffer::from_fn(24, 16, |_, _| image::Rgb([colour(), colour(), colour()]));
    let files = [jpeg_with_notes(&image, 6), png_with_notes(&image, 3), webp_with_notes(&image, 8)];
    for (index, file) in files.iter().enumerate() {
        let mut chance = noise(u32::try_from(index).unwrap());
        for _ in 0..400 {
            let mut broken = file.clone();
            for _ in 0..=chance() % 8 {
                let at = usize::from(chance()) * 256 + usize::from(chance());
                let length = broken.len();
                broken[at % length] = chance();
            }
            // It answers, and what it takes is a picture.
            if let Ok(picture) = take_in(&broken) {
                assert!(picture.width > 0 && image::load_from_memory(&picture.bytes).is_ok());
            }
        }
    }
}

#[test]
fn a_large_picture_is_scaled_and_a_small_one_left() {
    for (width, height, expected) in
        [(3_400, 34, (1_600, 16)), (20, 2_000, (16, 1_600)), (1_600, 10, (1_600, 10)), (1, 1, (1, 1))]
    {
        let picture = take_in(&file(&two_halves(width, height), ImageFormat::Png)).unwrap();
        assert_eq!((picture.width, picture.height), expected);
    }
}

#[test]
fn a_photograph_becomes_jpeg_and_a_drawing_keeps_its_edges() {
    let mut colour = noise(3);
    let photograph: RgbImage =
        ImageBuffer::from_fn(64, 64, |_, _| image::Rgb([colour(), colour(), colour()]));
    assert_eq!(take_in(&file(&photograph, ImageFormat::Png)).unwrap().media_type, "image/jpeg");
    assert_eq!(take_in(&file(&two_halves(64, 64), ImageFormat::Jpeg)).unwrap().media_type, "image/jpeg");
    let drawing = take_in(&file(&two_halves(64, 64), ImageFormat::Png)).unwrap();
    assert_eq!(drawing.media_type, "image/webp");
    assert_eq!(pixel(&drawing, 31, 0), [200, 0, 0, 255]);
}

#[test]
fn what_is_see_through_stays_so_unless_it_is_heavy() {
    let file_of = |image: &RgbaImage| {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let logo = RgbaImage::from_pixel(32, 32, Rgba([200, 0, 0, 128]));
    let picture = take_in(&file_of(&logo)).unwrap();
    assert_eq!((picture.media_type, pixel(&picture, 0, 0)), ("image/webp", [200, 0, 0, 128]));
    let opaque = RgbaImage::from_pixel(32, 32, Rgba([200, 0, 0, 255]));
    assert_eq!(pixel(&take_in(&file_of(&opaque)).unwrap(), 0, 0), [200, 0, 0, 255]);
    let mut colour = noise(4);
    let heavy = RgbaImage::from_fn(640, 640, |x, _| {
        Rgba([colour(), colour(), colour(), if x < 320 { 0 } else { 254 }])
    });
    let picture = take_in(&file_of(&heavy)).unwrap();
    assert_eq!(picture.media_type, "image/jpeg");
    assert!(pixel(&picture, 8, 8)[..3].iter().all(|colour| *colour > 240), "white paper behind it");
}
