/**
 * Finds every square in a picture. The reader finds one code in a picture, so the picture is
 * cut into overlapping parts and each code that was found is painted over before the next look.
 */
import decodeQR from 'qr/decode.js';

const QUICK = { effort: 2, timeLimit: 400 };
const THOROUGH = { effort: 8, timeLimit: 1500 };
/** How the picture is cut, in columns and rows; each part reaches half into its neighbours. */
const CUTS = [[1, 1], [1, 2], [2, 2], [2, 3], [3, 4]];
/** A page has so few squares that nobody waits for more. */
const MOST_CODES = 40;

/** Texts of all codes in RGBA pixels. `pause` lets the page breathe between two looks. */
export async function squaresIn({ data, width, height }, pause = async () => {}) {
  const luma = { data, width, height };
  const found = new Set();
  for (const [columns, rows] of CUTS) {
    for (const part of partsOf(luma, columns, rows)) {
      await readPart(luma, part, found, columns === 1 && rows === 1 ? THOROUGH : QUICK, pause);
    }
  }
  return [...found];
}

function partsOf({ width, height }, columns, rows) {
  const parts = [];
  const [w, h] = [Math.ceil(width / columns), Math.ceil(height / rows)];
  for (let y = 0; y + h / 2 < height; y += Math.ceil(h / (rows > 1 ? 2 : 1))) {
    for (let x = 0; x + w / 2 < width; x += Math.ceil(w / (columns > 1 ? 2 : 1))) {
      parts.push({ x, y, w: Math.min(w, width - x), h: Math.min(h, height - y) });
    }
  }
  return parts;
}

async function readPart(picture, part, found, options, pause) {
  while (found.size < MOST_CODES) {
    await pause();
    const code = readOne(cut(picture, part), options);
    if (!code) return;
    found.add(code.text);
    paintOver(picture, code.bounds.map(({ x, y }) => ({ x: x + part.x, y: y + part.y })));
  }
}

function cut({ data, width }, { x, y, w, h }) {
  const pixels = new Uint8ClampedArray(w * h * 4);
  for (let row = 0; row < h; row++) {
    const from = ((y + row) * width + x) * 4;
    pixels.set(data.subarray(from, from + w * 4), row * w * 4);
  }
  return { data: pixels, width: w, height: h };
}

function readOne(picture, options) {
  let bounds = null;
  try {
    const text = decodeQR(picture, {
      ...options,
      pointsOnDetect: (points, result) => {
        if (typeof result === 'string') bounds = points.bounds;
      },
    });
    return bounds && { text, bounds };
  } catch {
    return null;
  }
}

/** White over the box around the code, so that the reader finds another one. */
function paintOver({ data, width, height }, corners) {
  const clamp = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, right] = [clamp(Math.min(...xs), width), clamp(Math.max(...xs) + 1, width)];
  const [top, bottom] = [clamp(Math.min(...ys), height), clamp(Math.max(...ys) + 1, height)];
  for (let y = top; y < bottom; y++) data.fill(255, (y * width + left) * 4, (y * width + right) * 4);
}
