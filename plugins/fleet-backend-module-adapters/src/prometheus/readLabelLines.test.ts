import type { CostLine } from '../costs/lineSchema';
import { readLabelLines } from './readLabelLines';
import { readLabelName } from './readLabelName';
import type { Sample } from './readSamples';

const WINDOW = { start: '2026-11-19T00:00:00Z', end: '2026-11-20T00:00:00Z' };

function lineOf(over: Partial<CostLine> = {}): CostLine {
  return {
    grain: 'workload',
    share: 'used',
    name: 'shop/StatefulSet/orders',
    namespace: 'shop',
    controllerKind: 'StatefulSet',
    controller: 'orders',
    of: 'observer',
    window: WINDOW,
    minutes: 1440,
    costs: { cpu: 3, ram: 1, total: 4 },
    usage: { cpuCoresRequested: 2 },
    query: 'q',
    estimated: false,
    warnings: ['as told'],
    partial: true,
    ...over,
  };
}
const volumes = lineOf({
  share: 'unallocated',
  name: 'shop/volumes',
  controllerKind: undefined,
  controller: undefined,
  costs: { pv: 2, total: 2 },
  usage: {},
});
const bare = lineOf({
  share: 'unallocated',
  name: 'shop/__unallocated__',
  controllerKind: undefined,
  controller: undefined,
});
const idle = lineOf({
  share: 'idle',
  name: '__idle__',
  namespace: undefined,
  controllerKind: undefined,
  controller: undefined,
});

const orders = {
  namespace: 'shop',
  owner_kind: 'StatefulSet',
  owner_name: 'orders',
};
const told = (labels: Record<string, string>, value = 24): Sample => ({
  labels,
  value,
});

function read(lines: CostLine[], ...samples: Sample[]) {
  return readLabelLines(lines, samples, 'team')?.map(({ line }) => [
    line.share,
    line.label?.value,
    line.costs.total,
  ]);
}

describe('readLabelLines', () => {
  it('knows of nothing where nothing has the label', () => {
    expect(read([lineOf()])).toBeUndefined();
    expect(read([lineOf()], told(orders))).toBeUndefined();
    expect(
      read([lineOf()], told({ ...orders, label_team: '' })),
    ).toBeUndefined();
  });

  it('is all of the money, each part of it once', () => {
    const lines = [lineOf(), volumes, bare, idle];
    expect(
      read(
        lines,
        told({ ...orders, label_team: 'a' }, 18),
        told({ ...orders, label_team: 'b' }, 4),
        told(orders, 2),
      ),
    ).toEqual([
      ['used', 'a', 3],
      ['used', 'b', expect.closeTo(4 / 6)],
      ['unallocated', undefined, expect.closeTo(4 / 12 + 2 + 4)],
      ['idle', undefined, 4],
    ]);
  });

  it('goes by the namespace where pods say nothing, and by its hours', () => {
    const ofNamespace = (value: string, hours: number) =>
      told(
        { namespace: 'shop', labelled: 'namespace', label_team: value },
        hours,
      );
    expect(
      read(
        [lineOf(), volumes, bare, idle],
        told({ ...orders, label_team: 'a' }),
        told({ namespace: 'shop' }),
        ofNamespace('b', 18),
        ofNamespace('c', 6),
      ),
    ).toEqual([
      ['used', 'a', 4],
      ['used', 'b', 0.75 * (2 + 4)],
      ['used', 'c', 0.25 * (2 + 4)],
      ['idle', undefined, 4],
    ]);
  });

  it('counts no hours of nothing', () => {
    expect(
      read(
        [lineOf()],
        told({ ...orders, label_team: 'a' }, 0),
        told({ ...orders, owner_name: 'cart', label_team: 'b' }),
      ),
    ).toEqual([['unallocated', undefined, 4]]);
  });

  it('says what was said of the lines, and keeps what is of one workload to itself', () => {
    const [{ line, value }] = readLabelLines(
      [{ ...lineOf(), cluster: 'us1', sizing: { replicas: 1 } }],
      [told({ ...orders, label_app_kubernetes_io_name: 'orders' })],
      'app.kubernetes.io/name',
    )!;
    expect(value).toBe('orders');
    expect(line).toEqual({
      ...lineOf(),
      cluster: 'us1',
      grain: 'label',
      name: 'us1/orders',
      label: { key: 'app.kubernetes.io/name', value: 'orders' },
      namespace: undefined,
      controllerKind: undefined,
      controller: undefined,
    });
    expect(line).not.toHaveProperty('sizing');
  });

  it('tells long values and those that look like shares from each other', () => {
    const long = 'x'.repeat(100_000);
    const values = [`${long}a`, `${long}b`, '__idle__', '__proto__'];
    const found = readLabelLines(
      [lineOf(), idle],
      values.map(value => told({ ...orders, label_team: value }, 6)),
      'team',
    )!;
    expect(found.map(({ value, line }) => [value, line.share])).toEqual([
      ...values.map(value => [value, 'used']),
      ['', 'idle'],
    ]);
  });
});

describe('readLabelName', () => {
  it.each([
    ['team', 'label_team'],
    ['app.kubernetes.io/name', 'label_app_kubernetes_io_name'],
    ['example.com/costCenter', 'label_example_com_cost_center'],
    ['TEAM', 'label_team'],
    ['tier-2', 'label_tier_2'],
  ])('is for %s what kube-state-metrics says: %s', (key, name) => {
    expect(readLabelName(key)).toBe(name);
  });
});
