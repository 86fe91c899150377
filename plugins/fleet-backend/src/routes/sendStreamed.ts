import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { StreamedAnswer } from '../read/StreamedAnswer';

/**
 * Sends an answer as it is made, no faster than it is read. One that fails in the
 * middle ends the connection: what was sent must not look like the whole.
 */
export async function sendStreamed(
  response: Response,
  { options }: StreamedAnswer,
): Promise<void> {
  response
    .set('content-type', options.contentType)
    .set('content-disposition', `attachment; filename="${options.filename}"`)
    .set(options.headers ?? {});
  try {
    await pipeline(Readable.from(options.body), response);
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy();
  }
}
