import { collect } from '../__testUtils__/collect';
import { answer, FakeCluster, refusal } from '../__testUtils__/FakeCluster';
import {
  RULES_GROUP,
  rulesAdapter,
  servedRules,
} from '../__testUtils__/rulesAdapter';

jest.setTimeout(30_000);

let cluster: FakeCluster;

/** What the cluster serves from now on; each kind has one object. */
function serve(versions: Record<string, readonly string[]>): void {
  cluster.instead.clear();
  cluster.lists.clear();
  for (const [path, body] of Object.entries(servedRules(versions))) {
    cluster.instead.set(path, answer(body));
  }
  for (const [version, kinds] of Object.entries(versions)) {
    for (const kind of kinds) {
      const path = `/apis/${RULES_GROUP}/${version}/${kind.toLowerCase()}`;
      if (cluster.lists.has(path)) continue;
      cluster.lists.set(
        path,
        answer({
          apiVersion: `${RULES_GROUP}/${version}`,
          kind: `${kind}List`,
          metadata: { resourceVersion: '100' },
          items: [
            {
              metadata: { name: 'a', uid: `uid-${kind}`, resourceVersion: '1' },
            },
          ],
        }),
      );
    }
  }
}

const start = () =>
  collect(cluster.url, undefined, { adapters: [rulesAdapter] });

type Collecting = ReturnType<typeof start>;

/** What is told of kinds that discovery did not name, the last time. */
function lastOthers({ reports }: Collecting) {
  return reports
    .flatMap(report => (report.type === 'discovered' ? [report.others] : []))
    .at(-1);
}

/** Resolves when it has been looked again what is served. */
async function look({ lookAgain, until, reports }: Collecting) {
  const count = () =>
    reports.filter(({ type }) => type === 'discovered').length;
  const before = count();
  lookAgain();
  await until(() => count() > before);
}

beforeEach(async () => {
  cluster = await FakeCluster.start();
});

afterEach(() => cluster.stop());

describe('a watch of every kind of a group', () => {
  it('reads each kind by its own name, and no subresource', async () => {
    serve({ v1: ['Labels', 'Quotas'] });
    const collecting = start();
    const { collector, said, reasonOf, until } = collecting;
    await until(
      () =>
        said('Labels').includes('current') &&
        said('Quotas').includes('current'),
    );
    expect(said('*')).toEqual(['not-served']);
    expect(reasonOf('*')).toBe('its kinds are read by their own names');
    expect(said('Rule')).toEqual([]);
    expect(cluster.seen.filter(path => path.includes('status'))).toEqual([]);
    await collector.stop();
  });

  it('says that the group is not served where it is not', async () => {
    serve({});
    const collecting = start();
    await collecting.until(() => collecting.said('*').length > 0);
    expect(collecting.said('*')).toEqual(['not-served']);
    expect(collecting.reasonOf('*')).toBeUndefined();
    expect(lastOthers(collecting)).toEqual([
      { adapter: 'rules', group: RULES_GROUP, state: 'not-served' },
    ]);
    await collecting.collector.stop();
  });

  it('reads a kind in the first of the wanted versions that has it', async () => {
    serve({ v1: ['Labels', 'Quotas'], v2: ['Quotas'], v3: ['Unheard'] });
    const { collector, reports, said, until } = start();
    await until(
      () =>
        said('Labels').includes('current') &&
        said('Quotas').includes('current'),
    );
    const [discovered] = reports.flatMap(report =>
      report.type === 'discovered' ? [report.watches] : [],
    );
    expect(discovered.map(({ kind, version }) => [kind, version])).toEqual([
      ['*', undefined],
      ['Labels', 'v1'],
      ['Quotas', 'v2'],
    ]);
    await collector.stop();
  });

  it('reads a kind that appears later', async () => {
    serve({ v1: ['Labels'] });
    const collecting = start();
    const { collector, said, until } = collecting;
    await until(() => said('Labels').includes('current'));
    serve({ v1: ['Labels', 'Quotas'] });
    collecting.lookAgain();
    await until(() => said('Quotas').includes('current'));
    expect(said('Labels').at(-1)).toBe('current');
    await collector.stop();
  });

  it('reads one no more that vanishes, deletes nothing of it, and goes on with the others', async () => {
    serve({ v1: ['Labels', 'Quotas'] });
    const collecting = start();
    const { collector, said, until, batches } = collecting;
    await until(
      () =>
        said('Labels').includes('current') &&
        said('Quotas').includes('current'),
    );
    serve({ v1: ['Labels'] });
    collecting.lookAgain();
    await until(() => said('Quotas').at(-1) === 'not-served');
    expect(said('Labels').at(-1)).toBe('current');
    expect(lastOthers(collecting)).toEqual([
      { adapter: 'rules', group: RULES_GROUP, state: 'not-served' },
    ]);
    expect(
      batches
        .flatMap(({ changes }) => changes)
        .filter(({ type }) => type === 'deleted'),
    ).toEqual([]);
    await collector.stop();
  });

  it('reads one again that is back', async () => {
    serve({ v1: ['Labels'] });
    const collecting = start();
    const { collector, said, until } = collecting;
    await until(() => said('Labels').includes('current'));
    serve({});
    collecting.lookAgain();
    await until(() => said('Labels').at(-1) === 'not-served');
    serve({ v1: ['Labels'] });
    collecting.lookAgain();
    await until(() => said('Labels').at(-1) === 'current');
    expect(said('Labels')).toContain('not-served');
    await collector.stop();
  });

  it('believes watches that go on rather than a group that cannot be looked at', async () => {
    serve({ v1: ['Labels'] });
    const collecting = start();
    const { collector, said, until } = collecting;
    await until(() => said('Labels').includes('current'));
    cluster.instead.set(
      `/apis/${RULES_GROUP}/v1`,
      refusal(503, 'ServiceUnavailable', 'a moment'),
    );
    await look(collecting);
    await until(() => said('*').at(-1) === 'unreachable');
    expect(said('Labels').at(-1)).toBe('current');
    expect(lastOthers(collecting)).toMatchObject([
      { state: 'unreachable', unlessWatched: true },
    ]);
    await collector.stop();
  });

  it('says how many it reads of too many', async () => {
    serve({ v1: ['E', 'D', 'C', 'B', 'A'] });
    const collecting = start();
    const { collector, said, reasonOf, until } = collecting;
    await until(() =>
      ['A', 'B', 'C'].every(kind => said(kind).includes('current')),
    );
    expect(said('*')).toEqual(['invalid']);
    expect(reasonOf('*')).toMatch(/^5 kinds are served, of which 3 are read/);
    expect(said('D')).toEqual([]);
    expect(lastOthers(collecting)).toMatchObject([
      { state: 'not-asked', reason: reasonOf('*') },
    ]);
    await collector.stop();
  });

  it('goes on with those that it reads when others come', async () => {
    serve({ v1: ['X', 'Y', 'Z'] });
    const collecting = start();
    const { collector, said, until } = collecting;
    await until(() => said('Z').includes('current'));
    serve({ v1: ['A', 'X', 'Y', 'Z'] });
    await look(collecting);
    expect(said('A')).toEqual([]);
    expect(said('Z').at(-1)).toBe('current');
    await collector.stop();
  });

  it('does not read ever new kinds of who makes them up', async () => {
    serve({ v1: ['A', 'B', 'C'] });
    const collecting = start();
    const { collector, said, until, reasonOf } = collecting;
    await until(() => said('C').includes('current'));
    serve({ v1: ['D', 'E', 'F'] });
    collecting.lookAgain();
    await until(() => said('F').includes('current'));
    serve({ v1: ['G', 'H', 'I'] });
    await look(collecting);
    await until(() => said('*').at(-1) === 'invalid');
    expect(reasonOf('*')).toMatch(/of which 0 are read: .* 6 since/);
    expect(said('G')).toEqual([]);
    await collector.stop();
  });

  it('takes two kinds of one plural for one', async () => {
    serve({ v1: ['Labels', 'LABELS'] });
    const collecting = start();
    const { collector, said, until } = collecting;
    await until(() => said('Labels').includes('current'));
    expect(said('LABELS')).toEqual([]);
    await collector.stop();
  });
});
