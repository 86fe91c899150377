import type { Request, Response } from 'express';
import type { PreparedAnswer } from '../read/PreparedAnswer';

/** Shorter answers are not worth compressing. */
const SHORTEST_COMPRESSED = 1024;

/** Sends an answer that was made for many: not at all to who has it already. */
export async function sendPrepared(
  request: Request,
  response: Response,
  answer: PreparedAnswer,
): Promise<void> {
  response.set('etag', answer.etag).vary('accept-encoding');
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.type('json');
  if (
    answer.json.length >= SHORTEST_COMPRESSED &&
    request.acceptsEncodings('gzip')
  ) {
    const body = await answer.compressed();
    response
      .set('content-encoding', 'gzip')
      .set('content-length', String(body.length))
      .end(body);
    return;
  }
  response.set('content-length', String(answer.json.length)).end(answer.json);
}
