/*
 * Contestant D for views: a server that always sends the same bytes.
 */
import http from 'node:http';
import { serve } from './serve.mjs';

serve({
  async start() {},

  async serve({ body, port }) {
    const payload = Buffer.from(body);
    const server = http.createServer((_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': payload.length,
      });
      response.end(payload);
    });
    await new Promise(resolve => {
      server.listen(port, '127.0.0.1', resolve);
    });
  },
});
