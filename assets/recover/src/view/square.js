/** A secret as a square for a scanner on a cable. Error correction M, modules of whole pixels. */
import encodeQR from 'qr';

const MOST_BYTES = 300;
const QUIET = 4;
/** About the size of the square on the provisioning sheet, in CSS pixels. */
const WIDTH = 250;

/** A canvas, or null where a scanner could not type this secret. */
export function squareOf(value) {
  if (value.length > MOST_BYTES || !/^[ -~]+$/.test(value)) return null;
  const modules = encodeQR(value, 'raw', { ecc: 'medium', encoding: 'byte', border: QUIET });
  const scale = window.devicePixelRatio || 1;
  const pixels = Math.max(2, Math.floor((WIDTH * scale) / modules.length));
  return draw(modules, pixels, scale);
}

function draw(modules, pixels, scale) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = modules.length * pixels;
  canvas.style.width = canvas.style.height = `${canvas.width / scale}px`;
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  modules.forEach((row, y) => row.forEach((dark, x) => {
    if (dark) context.fillRect(x * pixels, y * pixels, pixels, pixels);
  }));
  return canvas;
}
