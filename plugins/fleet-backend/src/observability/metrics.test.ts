import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RecordingMetrics } from '../__testUtils__/RecordingMetrics';
import { FleetVitals } from './FleetVitals';

const GUIDE = resolve(__dirname, '../../../../docs/operating.md');

describe('metrics', () => {
  it('are those that the guide for operators lists', () => {
    const metrics = new RecordingMetrics();
    FleetVitals.create({ metrics });
    const documented = [
      ...readFileSync(GUIDE, 'utf8').matchAll(/^\| `(fleet\.[a-z_.]+)` \|/gm),
    ].map(([, name]) => name);
    expect(documented.length).toBeGreaterThan(10);
    expect(documented.sort()).toEqual([...metrics.names].sort());
  });

  it('are each recorded by what the parts say', async () => {
    const metrics = new RecordingMetrics();
    const vitals = FleetVitals.create({ metrics });
    vitals.requestsMade('answered');
    vitals.objectsRead({ parsed: 1, skipped: 0 });
    vitals.listed('first');
    vitals.written({ durationMs: 1, rows: 1, deleted: 0 });
    vitals.writeFailed();
    vitals.writesFenced(1);
    vitals.derived({ durationMs: 1, clusters: 1 });
    vitals.deriveFailed();
    vitals.snapshotTaken({ durationMs: 1, clusters: 1 });
    vitals.pageServed({ operation: 'getHealth', status: 200, durationMs: 1 });
    vitals.observe(() => ({
      clustersByState: { reachable: 1 },
      leases: 1,
      writesWaiting: 0,
      marksWaiting: async () => 0,
    }));
    const said = [...metrics.recorded, ...(await metrics.observed())];
    expect(new Set(said.map(({ name }) => name))).toEqual(
      new Set(metrics.names),
    );
  });

  it('leave out what cannot be counted', async () => {
    const metrics = new RecordingMetrics();
    const vitals = FleetVitals.create({ metrics });
    vitals.observe(() => ({
      leases: 3,
      marksWaiting: async () => {
        throw new Error('the database is gone');
      },
    }));
    expect(await metrics.observed()).toEqual([
      { name: 'fleet.leases', value: 3, attributes: undefined },
    ]);
  });
});
