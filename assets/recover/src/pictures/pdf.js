/** The JPEG streams in a scanned PDF: each page is one picture. Nothing else of a PDF is read. */
const JPEG_START = [0xff, 0xd8, 0xff];
/** A dictionary before its stream is no longer than this. */
const DICTIONARY = 2048;

export const isPdf = (bytes) => String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-';

/** Every stream whose dictionary says DCTDecode and that begins as a JPEG, as bytes. */
export function jpegPages(bytes) {
  const text = new TextDecoder('latin1').decode(bytes);
  const pages = [];
  let end = 0;
  for (const match of text.matchAll(/\bstream\r?\n/g)) {
    const start = match.index + match[0].length;
    if (match.index < end || !isJpeg(bytes, start)) continue;
    const before = text.slice(Math.max(end, match.index - DICTIONARY), match.index);
    const dictionary = before.slice(before.lastIndexOf(' obj'));
    end = streamEnd(text, start, dictionary);
    if (/\/DCTDecode\b/.test(dictionary)) pages.push(bytes.slice(start, end));
  }
  return pages;
}

const isJpeg = (bytes, start) => JPEG_START.every((byte, at) => bytes[start + at] === byte);

function streamEnd(text, start, dictionary) {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)\b/.exec(dictionary);
  const stated = length ? start + Number(length[1]) : 0;
  if (stated && /^\s*endstream/.test(text.slice(stated, stated + 20))) return stated;
  const found = text.indexOf('endstream', start);
  return found < 0 ? text.length : found;
}
