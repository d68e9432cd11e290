/** Files that were dropped or chosen: pictures, scanned PDFs, the age file, text. */
import { isAge } from '../formats/age.js';
import { isPdf, jpegPages } from './pdf.js';
import { squaresIn } from './squares.js';

/** 300 dpi of a page; more pixels find no more codes and take longer. */
const LONGEST_SIDE = 3600;
const MOST_BYTES = 256 * 1024 * 1024;
const JPEG = 'image/jpeg';

const STARTS = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: JPEG, bytes: [0xff, 0xd8, 0xff] },
  { unsupported: 'WebP', bytes: [0x52, 0x49, 0x46, 0x46] },
  { unsupported: 'GIF', bytes: [0x47, 0x49, 0x46] },
  { unsupported: 'BMP', bytes: [0x42, 0x4d] },
  { unsupported: 'TIFF', bytes: [0x49, 0x49, 0x2a, 0] },
  { unsupported: 'TIFF', bytes: [0x4d, 0x4d, 0, 0x2a] },
];

/** What a file is: `{age}`, `{text}`, `{pages, texts}`, `{unsupported}` or `{unreadable}`. */
export async function readFile(file, pause) {
  if (file.size > MOST_BYTES) return { unreadable: true };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isAge(bytes)) return { age: bytes };
  if (isPdf(bytes)) return readPages(jpegPages(bytes), pause);
  const known = STARTS.find((start) => start.bytes.every((byte, at) => bytes[at] === byte));
  if (known?.unsupported) return known;
  if (known) return readPages([bytes], pause, known.type);
  // Telephones write HEIC: a box of the type `ftyp`.
  if (String.fromCharCode(...bytes.subarray(4, 8)) === 'ftyp') return { unsupported: 'HEIC' };
  return bytes.includes(0) ? { unreadable: true } : { text: new TextDecoder().decode(bytes) };
}

async function readPages(pages, pause, type = JPEG) {
  const texts = [];
  for (const page of pages) {
    const pixels = await pixelsOf(new Blob([page], { type }));
    if (!pixels) return { unreadable: true };
    texts.push(...(await squaresIn(pixels, pause)));
    pixels.data.fill(255);
  }
  return { pages: pages.length, texts };
}

/** The picture on white, made smaller where it is larger than a page at 300 dpi. */
async function pixelsOf(blob) {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
    return drawn(image, Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale));
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function drawn(image, width, height) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  // A canvas of no size holds nothing.
  Object.assign(canvas, { width: 0, height: 0 });
  return { data, width, height };
}
