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

  constructor(body: object, etag: string) {
    this.etag = etag;
    this.json = Buffer.from(JSON.stringify(body));
  }

  compressed(): Promise<Buffer> {
    this.#compressed ??= compress(this.json);
    return this.#compressed;
  }
}
