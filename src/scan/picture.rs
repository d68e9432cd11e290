//! PNG and JPEG to shades of grey, by the `png` and `zune-jpeg` crates.
//!
//! The size is read from the header and refused there. A picture that breaks off
//! gives what it holds: a page cut short may still show its code.

use super::ScanError;
use super::luma::{self, Luma, on_white, shade};
use png::{BitDepth, ColorType, Transformations};
use std::io::Cursor;
use zeroize::Zeroizing;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Bytes that the decoder may take beside the rows themselves, which are counted by the size
/// of the picture: 64 MiB.
const PNG_CHUNKS: usize = 64 << 20;
/// Programs write about ten; each is one more pass over the whole picture.
const SCANS: usize = 16;
/// A progressive JPEG is kept whole as coefficients, six bytes for a pixel.
const PROGRESSIVE_PIXELS: usize = 20_000_000;

/// A picture by its first bytes.
pub fn read(bytes: &[u8]) -> Result<Luma, ScanError> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        jpeg(bytes)
    } else {
        Err(ScanError::NotAPicture)
    }
}

fn png(bytes: &[u8]) -> Result<Luma, ScanError> {
    let limits = png::Limits { bytes: PNG_CHUNKS };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    // What a picture says is checked by the code in it; a wrong checksum stops nobody.
    decoder.ignore_checksums(true);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);

    let header = decoder.read_header_info().map_err(|_| ScanError::DamagedPicture)?;
    let (width, height) = (header.width as usize, header.height as usize);
    luma::size(width, height)?;

    let mut reader = decoder.read_info().map_err(|_| ScanError::DamagedPicture)?;
    let (color, BitDepth::Eight) = reader.output_color_type() else { return Err(ScanError::DamagedPicture) };

    let mut luma = Luma::white(width, height)?;
    // Interlaced rows come in seven passes, so the frame is kept whole; others one by one.
    if reader.info().interlaced {
        let buffer = reader.output_buffer_size().ok_or(ScanError::PictureTooLarge)?;
        let mut frame = Zeroizing::new(vec![255; buffer]);
        // An error leaves the rest of the frame as it was.
        let _ = reader.next_frame(&mut frame);
        shades(color, &frame, &mut luma.pixels);
    } else {
        for row in luma.pixels.chunks_exact_mut(width) {
            let Ok(Some(line)) = reader.next_row() else { break };
            shades(color, line.data(), row);
        }
    }
    Ok(luma)
}

fn shades(color: ColorType, samples: &[u8], pixels: &mut [u8]) {
    match color {
        ColorType::Grayscale | ColorType::Indexed => {
            pixels.iter_mut().zip(samples).for_each(|(pixel, &sample)| *pixel = sample);
        }
        ColorType::GrayscaleAlpha => {
            for (pixel, [grey, alpha]) in pixels.iter_mut().zip(samples.as_chunks().0) {
                *pixel = on_white(*grey, *alpha);
            }
        }
        ColorType::Rgb => colours(samples, pixels),
        ColorType::Rgba => {
            for (pixel, [red, green, blue, alpha]) in pixels.iter_mut().zip(samples.as_chunks().0) {
                *pixel = on_white(shade(*red, *green, *blue), *alpha);
            }
        }
    }
}

fn colours(samples: &[u8], pixels: &mut [u8]) {
    for (pixel, [red, green, blue]) in pixels.iter_mut().zip(samples.as_chunks().0) {
        *pixel = shade(*red, *green, *blue);
    }
}

/// A JPEG, also from within a PDF.
pub fn jpeg(bytes: &[u8]) -> Result<Luma, ScanError> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::new_safe()
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_max_scans(SCANS)
        .jpeg_set_out_colorspace(ColorSpace::RGB);

    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| unread(&error))?;

    let info = decoder.info().ok_or(ScanError::DamagedPicture)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    luma::size(width, height)?;
    if !info.sof.is_sequential_dct() && width * height > PROGRESSIVE_PIXELS {
        return Err(ScanError::PictureTooLarge);
    }

    // The brightness of YCbCr is the shade: asked for directly, it saves the conversion.
    let grey = match decoder.input_colorspace() {
        Some(ColorSpace::Luma | ColorSpace::YCbCr) => true,
        Some(ColorSpace::RGB | ColorSpace::CMYK | ColorSpace::YCCK) => false,
        _ => return Err(ScanError::Unsupported("picture-jpeg-colours")),
    };

    let mut luma = Luma::white(width, height)?;
    if grey {
        decoder.set_options(options.jpeg_set_out_colorspace(ColorSpace::Luma));
        decoder.decode_into(&mut luma.pixels).map_err(|error| unread(&error))?;
    } else {
        let mut frame = Zeroizing::new(vec![255; 3 * width * height]);
        decoder.decode_into(&mut frame).map_err(|error| unread(&error))?;
        colours(&frame, &mut luma.pixels);
    }
    Ok(luma)
}

fn unread(error: &DecodeErrors) -> ScanError {
    match error {
        DecodeErrors::Unsupported(_) => ScanError::Unsupported("picture-jpeg-kind"),
        DecodeErrors::LargeDimensions(_) => ScanError::PictureTooLarge,
        _ => ScanError::DamagedPicture,
    }
}
