import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { DefaultNotificationService } from '@backstage/plugin-notifications-node';
import { Sender } from './Sender';

const MINUTE = 60_000;
const NEWS = {
  title: 'a title',
  line: 'a line',
  severity: 'normal' as const,
  link: '/fleet',
};
const AS = { topic: 'digest', scope: 'fleet/digest/2026-11-30' };

describe('Sender', () => {
  let server: Server;
  let status: number;
  let bodies: unknown[];
  let now: number;
  let sender: Sender;

  beforeEach(async () => {
    status = 200;
    bodies = [];
    now = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        bodies.push(JSON.parse(body));
        response.writeHead(status).end('[]');
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    sender = new Sender({
      // The service as a portal has it, whatever answers behind it.
      service: DefaultNotificationService.create({
        auth: mockServices.auth(),
        discovery: {
          getBaseUrl: async plugin => `http://127.0.0.1:${port}/api/${plugin}`,
          getExternalBaseUrl: async () => '',
        },
      }),
      now: () => now,
    });
    sender.begin();
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  const send = (recipient: string) => sender.send(recipient, NEWS, AS);

  it('sends what the notifications backend takes', async () => {
    expect(await send('group:default/payments')).toBe(true);
    expect(bodies).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/payments' },
        payload: {
          title: 'a title',
          description: 'a line',
          severity: 'normal',
          link: '/fleet',
          topic: 'digest',
          scope: 'fleet/digest/2026-11-30',
        },
      },
    ]);
    expect(sender.report).toEqual({ sent: 1 });
  });

  it.each([
    [404, /there is no notifications backend \(status 404\)/],
    [400, /refuses them \(status 400\)/],
    [503, /refuses them \(status 503\)/],
  ])('knows that %d is no success', async (code, failure) => {
    status = code;
    expect(await send('group:default/payments')).toBe(false);
    expect(sender.report.failure).toMatch(failure);
  });

  it('knows that nobody listens, and says nothing of where', async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
    expect(await send('group:default/payments')).toBe(false);
    expect(sender.report.failure).toBe(
      'the notifications backend cannot be reached',
    );
    server = createServer().listen(0);
  });

  it('lets whom it failed for rest, twice as long each time, up to an hour', async () => {
    status = 500;
    const rests = async () => {
      await send('a');
      const from = now;
      while (sender.rests('a')) now += MINUTE;
      return (now - from) / MINUTE;
    };
    const found = [];
    for (let count = 0; count < 8; count += 1) found.push(await rests());
    expect(found).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(sender.rests('b')).toBe(false);
    status = 200;
    await send('a');
    status = 500;
    expect(await rests()).toBe(1);
  });

  it('is down for the rest of a turn where it fails for three, one after the other', async () => {
    status = 500;
    await send('a');
    await send('b');
    status = 200;
    await send('c');
    status = 500;
    await send('d');
    await send('e');
    expect(sender.isDown).toBe(false);
    await send('f');
    expect(sender.isDown).toBe(true);
    sender.begin();
    expect(sender.isDown).toBe(false);
  });
});
