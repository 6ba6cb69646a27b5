//! An uploaded picture becomes a picture of ours: checked by its header, decoded, turned upright, scaled, written anew.
//!
//! Nothing of the file comes through but its pixels: no place, no camera, no name, no colour profile, no second file hidden
//! behind the first. The caller reads at most [`UPLOAD_BYTES_MAX`] bytes and calls [`take_in`] inside
//! `tokio::task::spawn_blocking`, one at a time on a small server: a picture may take a second and 300 MB.

use std::{io::Cursor, panic::catch_unwind};

use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits, RgbImage,
    codecs::{jpeg::JpegDecoder, jpeg::JpegEncoder, png::PngDecoder, webp::WebPDecoder, webp::WebPEncoder},
    imageops::FilterType,
    metadata::Orientation,
};

/// The largest file taken: a photograph of a good telephone, with room.
pub(crate) const UPLOAD_BYTES_MAX: usize = 8 * 1_024 * 1_024;
/// The longest side of a picture that is decoded, in pixels: above it stand scans and bombs.
pub(crate) const SIDE_MAX: u32 = 8_000;
/// The most pixels that are decoded; with four bytes each this is the memory one picture takes.
pub(crate) const PIXELS_MAX: u64 = 40_000_000;
/// The longest side of what is kept, in pixels: a full page of print or of a large screen.
pub(crate) const KEPT_SIDE_MAX: u32 = 1_600;
/// What the decoder may allocate at once, in bytes: `PIXELS_MAX` of four bytes, and rows beside them.
const DECODER_BYTES_MAX: u64 = 192 * 1_024 * 1_024;
/// The quality of JPEG at which letters on a poster stay sharp and a photograph has a tenth of its size.
const JPEG_QUALITY: u8 = 82;
/// The largest picture kept without loss, in bytes; a larger one with see-through parts is laid on white.
const LOSSLESS_BYTES_MAX: usize = 1_024 * 1_024;

/// A picture as it is kept and sent.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The bytes, all of our making.
    pub(crate) bytes: Vec<u8>,
    /// `image/jpeg` or `image/webp`.
    pub(crate) media_type: &'static str,
    /// Pixels, as it stands upright.
    pub(crate) width: i32,
    /// Pixels, as it stands upright.
    pub(crate) height: i32,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}, {}x{}, {} bytes)", self.media_type, self.width, self.height, self.bytes.len())
    }
}

/// Why a file is not taken. The forms make a sentence of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureProblem {
    /// No bytes: no file was chosen, or an empty one.
    Empty,
    /// More than [`UPLOAD_BYTES_MAX`].
    TooHeavy,
    /// By its first bytes neither JPEG nor PNG nor WebP, whatever its name says.
    UnknownKind,
    /// More pixels than [`SIDE_MAX`] or [`PIXELS_MAX`] allow.
    TooLarge,
    /// It moves; only still pictures are kept.
    Moving,
    /// Cut off, or damaged on its way.
    Damaged,
}

/// Makes a file into a picture. Takes long; never panics.
pub(crate) fn take_in(file: &[u8]) -> Result<Picture, PictureProblem> {
    let kind = kind(file)?;
    // The decoders are safe Rust, and have panicked on made-up files before.
    catch_unwind(|| re_encode(file, kind)).unwrap_or(Err(PictureProblem::Damaged))
}

/// What a file is by its first bytes; its name and the type its sender claims are not asked.
fn kind(file: &[u8]) -> Result<ImageFormat, PictureProblem> {
    if file.is_empty() {
        return Err(PictureProblem::Empty);
    }
    if file.len() > UPLOAD_BYTES_MAX {
        return Err(PictureProblem::TooHeavy);
    }
    if file.starts_with(&[0xff, 0xd8, 0xff]) {
        Ok(ImageFormat::Jpeg)
    } else if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(ImageFormat::Png)
    } else if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        Ok(ImageFormat::WebP)
    } else {
        Err(PictureProblem::UnknownKind)
    }
}

fn re_encode(file: &[u8], kind: ImageFormat) -> Result<Picture, PictureProblem> {
    let (width, height) = ImageReader::with_format(Cursor::new(file), kind)
        .into_dimensions()
        .map_err(|_| PictureProblem::Damaged)?;
    if width == 0 || height == 0 {
        return Err(PictureProblem::Damaged);
    }
    if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(PictureProblem::TooLarge);
    }
    let (image, orientation) = decode(file, kind)?;
    // Scaled first: what is turned then is small.
    let mut image = scale(image);
    image.apply_orientation(orientation);
    encode(&image, kind)
}

fn decode(file: &[u8], kind: ImageFormat) -> Result<(DynamicImage, Orientation), PictureProblem> {
    let damaged = |_| PictureProblem::Damaged;
    let source = Cursor::new(file);
    match kind {
        ImageFormat::Jpeg => {
            // The decoder fills up with grey what is missing; people should rather send it again.
            if !jpeg_is_whole(file) {
                return Err(PictureProblem::Damaged);
            }
            read(JpegDecoder::new(source).map_err(damaged)?)
        }
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(source, limits()).map_err(|error| refused(&error))?;
            if decoder.is_apng().map_err(damaged)? {
                return Err(PictureProblem::Moving);
            }
            read(decoder)
        }
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(source).map_err(damaged)?;
            if decoder.has_animation() {
                return Err(PictureProblem::Moving);
            }
            read(decoder)
        }
        _ => Err(PictureProblem::UnknownKind),
    }
}

/// The pixels, and how the camera was held.
fn read(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, Orientation), PictureProblem> {
    decoder.set_limits(limits()).map_err(|error| refused(&error))?;
    if decoder.total_bytes() > DECODER_BYTES_MAX {
        return Err(PictureProblem::TooLarge);
    }
    // A picture whose notes cannot be read is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    Ok((image, orientation))
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(DECODER_BYTES_MAX);
    limits
}

fn refused(error: &image::ImageError) -> PictureProblem {
    match error {
        image::ImageError::Limits(_) => PictureProblem::TooLarge,
        _ => PictureProblem::Damaged,
    }
}

/// Whether the marks of a JPEG lead to its end: segments by their lengths, then image data up to the next mark.
fn jpeg_is_whole(file: &[u8]) -> bool {
    let mut rest = file.get(2..).unwrap_or_default();
    let mut has_image = false;
    // Each turn consumes at least two bytes.
    loop {
        // Before a mark may stand fill bytes; after image data, everything that is no mark.
        let Some(at) = rest.windows(2).position(|pair| matches!(pair, [0xff, 0x01..=0xfe])) else {
            return false;
        };
        let (Some(mark), Some(after)) = (rest.get(at + 1), rest.get(at + 2..)) else { return false };
        rest = match mark {
            0xd9 => return has_image,
            // Restarts stand inside the image data and have no length.
            0x01 | 0xd0..=0xd8 => after,
            _ => {
                has_image = has_image || *mark == 0xda;
                let length = match after {
                    [high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
                    _ => return false,
                };
                match after.get(length..) {
                    Some(after) if length >= 2 => after,
                    _ => return false,
                }
            }
        };
    }
}

/// At most [`KEPT_SIDE_MAX`] on the longer side, in proportion; never enlarged.
fn scale(image: DynamicImage) -> DynamicImage {
    if image.width().max(image.height()) <= KEPT_SIDE_MAX {
        return image;
    }
    // The fine filter keeps four numbers of four bytes for each pixel, so a large picture is halved coarsely before.
    let twice = KEPT_SIDE_MAX * 2;
    let image = if image.width().max(image.height()) > twice { image.thumbnail(twice, twice) } else { image };
    image.resize(KEPT_SIDE_MAX, KEPT_SIDE_MAX, FilterType::CatmullRom)
}

/// JPEG for photographs; WebP without loss for what has see-through parts, and for drawings where it is the smaller.
fn encode(image: &DynamicImage, came_as: ImageFormat) -> Result<Picture, PictureProblem> {
    let (bytes, media_type) = if is_see_through(image) {
        let lossless = webp(image)?;
        if lossless.len() <= LOSSLESS_BYTES_MAX {
            (lossless, "image/webp")
        } else {
            (jpeg(&on_white(image))?, "image/jpeg")
        }
    } else {
        let photograph = jpeg(&image.to_rgb8())?;
        // A JPEG has lost what could be kept.
        let drawing = if came_as == ImageFormat::Jpeg { None } else { Some(webp(image)?) };
        match drawing {
            Some(drawing) if drawing.len() <= photograph.len() => (drawing, "image/webp"),
            _ => (photograph, "image/jpeg"),
        }
    };
    let pixels = |side: u32| i32::try_from(side).map_err(|_| PictureProblem::TooLarge);
    Ok(Picture { bytes, media_type, width: pixels(image.width())?, height: pixels(image.height())? })
}

fn is_see_through(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0.last() != Some(&u8::MAX))
}

fn jpeg(image: &RgbImage) -> Result<Vec<u8>, PictureProblem> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .write_image(image, image.width(), image.height(), ExtendedColorType::Rgb8)
        .map_err(|_| PictureProblem::Damaged)?;
    Ok(bytes)
}

fn webp(image: &DynamicImage) -> Result<Vec<u8>, PictureProblem> {
    let mut bytes = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut bytes);
    let written = if is_see_through(image) {
        let image = image.to_rgba8();
        encoder.write_image(&image, image.width(), image.height(), ExtendedColorType::Rgba8)
    } else {
        let image = image.to_rgb8();
        encoder.write_image(&image, image.width(), image.height(), ExtendedColorType::Rgb8)
    };
    written.map_err(|_| PictureProblem::Damaged)?;
    Ok(bytes)
}

/// The picture on white paper.
fn on_white(image: &DynamicImage) -> RgbImage {
    let image = image.to_rgba8();
    let (width, height) = image.dimensions();
    let mut paper = RgbImage::new(width, height);
    for (on_paper, pixel) in paper.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = pixel.0;
        let alpha = u16::from(alpha);
        let mixed = |colour: u8| {
            let sum = u16::from(colour) * alpha + 255 * (255 - alpha);
            u8::try_from(sum / 255).unwrap_or(u8::MAX)
        };
        on_paper.0 = [red, green, blue].map(mixed);
    }
    paper
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
