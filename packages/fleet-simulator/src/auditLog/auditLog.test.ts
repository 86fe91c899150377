import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { FleetSimulator } from '../FleetSimulator';
import { renderAppConfig } from '../output/appConfig';
import { AuditLogSender } from './AuditLogSender';

describe('the audit log of a simulated cluster', () => {
  let simulator: FleetSimulator;
  let server: Server;
  let url: string;
  let status: number;
  let sent: { path?: string; token?: string; body: any }[];

  // Nobody changes anything in it.
  beforeAll(async () => {
    simulator = await FleetSimulator.create();
  });
  afterAll(() => simulator.stop());

  beforeEach(async () => {
    status = 503;
    sent = [];
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      sent.push({
        path: request.url,
        token: request.headers.authorization,
        body: JSON.parse(text),
      });
      response.writeHead(status).end('{}');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  });
  afterEach(() => {
    server.close();
  });

  it('has who edited something, until it is taken', async () => {
    const sender = new AuditLogSender(simulator, url);
    await sender.send();
    status = 200;
    await sender.send();
    await sender.send();
    expect(sent).toHaveLength(2);
    const [{ path, token, body }] = sent;
    expect(path).toBe(`/events/${sender.cluster}?timeout=30s`);
    expect(token).toBe(`Bearer ${sender.token}`);
    const edit = simulator.drifts
      .reports()
      .find(
        ({ kind, cluster }) =>
          kind === 'edit-image' && cluster === sender.cluster,
      );
    expect(body).toMatchObject({
      kind: 'EventList',
      apiVersion: 'audit.k8s.io/v1',
    });
    expect(body.items).toContainEqual(
      expect.objectContaining({
        stage: 'ResponseComplete',
        verb: 'patch',
        requestURI: expect.stringContaining('?fieldManager=kubectl-edit'),
        user: expect.objectContaining({
          username: `${edit?.component}-dev@example.com`,
        }),
        objectRef: expect.objectContaining({
          apiGroup: 'apps',
          resource: 'deployments',
          name: edit?.resource.name,
        }),
        requestReceivedTimestamp: edit?.happenedAt.replace('Z', '.000000Z'),
      }),
    );
  });

  it('is of the second that managed fields tell', () => {
    const sender = new AuditLogSender(simulator, url);
    const edit = simulator.drifts
      .reports()
      .find(
        ({ kind, cluster, healedAt }) =>
          kind === 'edit-image' && cluster === sender.cluster && !healedAt,
      );
    const cluster = simulator.clusters.find(
      ({ name }) => name === sender.cluster,
    );
    const live = cluster?.store.get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: edit?.resource.namespace ?? '',
      name: edit?.resource.name ?? '',
    });
    expect(live?.metadata.managedFields).toContainEqual(
      expect.objectContaining({
        manager: 'kubectl-edit',
        time: edit?.happenedAt,
      }),
    );
  });

  it('goes to nobody but this machine', () => {
    expect(
      () => new AuditLogSender(simulator, 'http://portal.example.com/x'),
    ).toThrow('is no address of this machine');
  });

  it('is known to the portal by a token', async () => {
    await simulator.start();
    const sender = new AuditLogSender(simulator, url);
    const { cluster, token } = sender;
    const config = parse(
      renderAppConfig(simulator, '/catalog.yaml', {
        auditLog: { cluster, token },
      }),
    );
    expect(config.fleet.drift).toEqual({ auditWebhooks: [{ cluster, token }] });
    expect(
      parse(renderAppConfig(simulator, '/catalog.yaml')).fleet.drift,
    ).toBeUndefined();
  });
});
