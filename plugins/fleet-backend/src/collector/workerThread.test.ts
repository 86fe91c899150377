import { mockServices } from '@backstage/backend-test-utils';
import { deploymentObject } from '../__testUtils__/deployments';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { CollectorHost } from './CollectorHost';
import type { CollectorReport } from './messages';

jest.setTimeout(60_000);

const image = (name: string) => ({
  ...deploymentObject(name),
  spec: {
    replicas: 1,
    template: {
      spec: { containers: [{ name: 'c', image: `registry/${name}:1.2.3` }] },
    },
  },
});

describe('a collecting thread', () => {
  it('reads a cluster with the adapters of a module, and ends', async () => {
    const cluster = await FakeCluster.start([image('checkout')]);
    const reports: CollectorReport[] = [];
    const fingerprints = new Set<string>();
    let onListed = () => {};
    const listed = new Promise<void>(resolve => {
      onListed = resolve;
    });
    const host = CollectorHost.create({
      threads: 1,
      modulePaths: [
        require.resolve(
          '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters',
        ),
      ],
      logger: mockServices.logger.mock(),
      listener: {
        reported: report => reports.push(report),
        changed: async report => {
          reports.push(report);
          if (report.checkpoint && report.key.kind === 'Deployment') onListed();
          return { refused: [] };
        },
        stored: async request => {
          // What is read of what is not well is read again anyway.
          if (request.key.kind !== 'Diagnosis') {
            fingerprints.add(request.fingerprint);
          }
          return { lines: '' };
        },
        interrupted: () => {},
      },
    });
    host.start('c-1', { server: cluster.url });
    await listed;
    expect(reports[0]).toMatchObject({
      type: 'connection',
      state: 'connected',
      uid: 'uid-of-kube-system',
    });
    expect(
      reports.flatMap(report =>
        report.type === 'batch'
          ? report.changes.map(change =>
              change.type === 'facts'
                ? JSON.parse(change.facts[0].data)
                : change,
            )
          : [],
      ),
    ).toMatchObject([{ type: 'workload', name: 'checkout', version: '1.2.3' }]);
    // One code for all kinds, and it can be told: by it a later thread knows its own facts again.
    // What is looked at by its name is mapped by none.
    expect([...fingerprints].filter(Boolean)).toEqual([
      expect.stringMatching(/^[\w-]{27}\/v1$/),
    ]);
    await host.shutdown();
    await cluster.stop();
  });
});
