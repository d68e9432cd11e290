/** What files bring into a collection, each answered in a sentence. */
import * as words from '../words.js';
import { readFile } from './files.js';

/** Reads files into a collection: what to say of each, and the events of what was in them. */
export async function readAll(files, collection) {
  const messages = [];
  const events = [];
  let [squares, count] = [0, 0];
  for (const file of files) {
    const read = await readFile(file, () => new Promise((resolve) => setTimeout(resolve, 0)));
    const texts = read.texts ?? [];
    squares += texts.length;
    count += texts.length ? read.pages : 0;
    const found = takeOne(read, collection);
    events.push(...found);
    const message = messageOf(file.name, read, found);
    if (message) messages.push(message);
  }
  if (squares) messages.unshift(words.pictures.found(squares, count));
  return { messages, events };
}

function takeOne({ age, text, texts = [] }, collection) {
  if (age) return collection.addFile(age);
  if (text !== undefined) return collection.addText(text);
  return texts.flatMap((code) => collection.add(code));
}

function messageOf(name, { unsupported, unreadable, pages, texts, text, age }, events) {
  const { pictures } = words;
  if (unsupported) return pictures.unsupported(unsupported);
  if (unreadable) return pictures.unreadable(name);
  if (age) return pictures.ageFile;
  if (text !== undefined) return events.length ? pictures.textFile(name) : pictures.nothing(name);
  if (pages === 0) return pictures.noPages(name);
  return texts.length ? null : pictures.none(name);
}
