import { ApiRequest, sendJson } from './ApiContext';
import { ServiceHandler } from './ServiceProxy';

/** Answers as a service does that is reached from outside, and knows its own users only. */
export async function handleIngress(
  request: Omit<ApiRequest, 'identity'>,
  door: { handler: ServiceHandler; token: string; path: string },
): Promise<void> {
  const { method, query, headers, sink } = request;
  if (headers.authorization !== `Bearer ${door.token}`) {
    sendJson(sink, 401, {
      error: 'no session information',
      code: 16,
      message: 'no session information',
    });
    return;
  }
  const { status = 200, body } = await door.handler({
    method,
    path: door.path,
    query,
    headers,
    body: await request.readBody(),
  });
  sendJson(sink, status, typeof body === 'string' ? { message: body } : body);
}
