import fs from 'node:fs/promises';

const LONGEST_BYTES = 65_536;

/**
 * The token in a file, as it is now: it is rotated in place.
 *
 * @throws Error when it cannot be read, or is longer than any token
 */
export async function readTokenFile(file: string): Promise<string> {
  const handle = await fs.open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(
      Buffer.alloc(LONGEST_BYTES + 1),
      0,
      LONGEST_BYTES + 1,
      0,
    );
    if (bytesRead > LONGEST_BYTES) throw new Error('the file is no token');
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await handle.close();
  }
}
