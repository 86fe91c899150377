/** An integer of both databases: they sum those up fastest. */
const STAMPS = 2 ** 31;

/**
 * One number for all that is in a cell, in whatever order: the sum of the first
 * 32 bits of the hashes of its parts, as 31 bits. One change in 2^31 does not
 * show in it, until the next.
 *
 * @param hashes - in base64url, or empty
 */
export function stampOf(hashes: Iterable<string>): number {
  let sum = 0;
  for (const each of hashes) {
    // What could not be read has none.
    if (each === '') sum += 1;
    else sum += Buffer.from(each.slice(0, 6), 'base64url').readUInt32BE(0);
  }
  return sum % STAMPS;
}
