/** Opens an age file with the key that the shares give. */
import { Decrypter } from 'age-encryption';
import { bech32 } from '@scure/base';
import { Fault } from './fault.js';

const NO_IDENTITY = /no identity matched/;

/** The bytes in the file. `identity` is 32 bytes. */
export async function openAge(file, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(bech32.encodeFromBytes('AGE-SECRET-KEY-', identity).toUpperCase());
  try {
    return await decrypter.decrypt(file, 'uint8array');
  } catch (reason) {
    throw new Fault(NO_IDENTITY.test(reason?.message) ? 'other-key' : 'age');
  }
}

export const isAge = (bytes) => String.fromCharCode(...bytes.subarray(0, 18)) === 'age-encryption.org';
