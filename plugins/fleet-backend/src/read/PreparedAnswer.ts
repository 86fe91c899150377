import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/**
 * An answer that many readers get alike: turned into text once, and compressed
 * once, whoever asks.
 */
export class PreparedAnswer {
  /** Differs from that of any other answer to the same question. */
  readonly etag: string;
  readonly json: Buffer;
  #compressed: Promise<Buffer> | undefined;

  /** @param etag - taken from what it says unless given */
  constructor(body: object, etag?: string) {
    this.json = Buffer.from(JSON.stringify(body));
    this.etag = etag ?? `"${hash('sha256', this.json, 'base64url')}"`;
  }

  compressed(): Promise<Buffer> {
    this.#compressed ??= compress(this.json);
    return this.#compressed;
  }
}
