import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  ClusterDetails,
  ServiceLocatorRequestContext,
} from '@backstage/plugin-kubernetes-node';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import { byId, CONFIGURED, connection, own } from '../__testUtils__/connection';
import { countedLog } from '../__testUtils__/countedLog';
import { component } from '../__testUtils__/component';
import { toClusterDetails } from '../clusters/toClusterDetails';
import type { ComponentPlaces, FleetAnswer } from './ComponentPlaces';
import { FleetServiceLocator } from './FleetServiceLocator';

const CONTEXT: ServiceLocatorRequestContext = {
  objectTypesToFetch: new Set(),
  customResources: [],
  credentials: mockCredentials.user(),
};

/** In the configuration that both plugins read. */
const shared = (name: string, over: Parameters<typeof connection>[1] = {}) =>
  connection(`id-of-${name}`, {
    name,
    sources: ['kubernetes'],
    ...over,
    access: { server: `https://${name}.own`, ...over.access },
  });

const FLEET = [shared('a'), shared('b'), shared('c'), connection('c-1')];

const told = (
  runsOn: string[],
  mayRunOn: string[] = [],
  isCutOff = false,
): FleetAnswer => ({
  type: 'told',
  places: {
    runsOn: new Set(runsOn),
    mayRunOn: new Set(mayRunOn),
    isCutOff,
  },
});

function ours(each: Connection): ClusterDetails {
  const handed = toClusterDetails(each, CONFIGURED);
  if (handed.type !== 'handed') throw new Error('It is not handed over');
  return handed.details;
}

async function locate(
  answer: FleetAnswer,
  options: {
    known?: Connection[];
    clusters?: ClusterDetails[];
    annotations?: Record<string, string>;
    context?: Partial<ServiceLocatorRequestContext>;
  } = {},
) {
  const { lines, log } = countedLog();
  const locator = FleetServiceLocator.create({
    own: {
      getClustersByEntity: async () => ({
        clusters: options.clusters ?? [
          own('a'),
          own('b'),
          own('c'),
          ours(connection('c-1')),
        ],
      }),
    },
    clusters: { known: byId(...(options.known ?? FLEET)) },
    places: { of: async () => answer } as Pick<
      ComponentPlaces,
      'of'
    > as ComponentPlaces,
    log,
  });
  const entity = component('cart', options.annotations);
  const ask = () =>
    locator.getClustersByEntity(entity, { ...CONTEXT, ...options.context });
  const { clusters } = await ask();
  await ask();
  return { clusters, lines, names: clusters.map(({ name }) => name) };
}

describe('FleetServiceLocator', () => {
  it('asks where it runs, and where nobody has looked', async () => {
    expect((await locate(told(['id-of-b', 'c-1']))).names).toEqual([
      'b',
      'c-1',
    ]);
    expect((await locate(told(['id-of-b'], ['id-of-c']))).names).toEqual([
      'b',
      'c',
    ]);
    expect((await locate(told([]))).names).toEqual([]);
  });

  it('excludes what the locator of the configuration excludes', async () => {
    expect(
      (await locate(told(['id-of-a', 'id-of-b']), { clusters: [own('b')] }))
        .names,
    ).toEqual(['b']);
  });

  it('is narrowed by the annotation', async () => {
    const annotations = { 'backstage.io/kubernetes-cluster': 'b' };
    expect(
      (await locate(told(['id-of-a', 'id-of-b']), { annotations })).names,
    ).toEqual(['b']);
    expect((await locate(told(['id-of-a']), { annotations })).names).toEqual(
      [],
    );
  });

  it('asks a cluster that the fleet does not know', async () => {
    expect(
      (await locate(told(['id-of-a']), { clusters: [own('a'), own('new')] }))
        .names,
    ).toEqual(['a', 'new']);
  });

  it('knows one by its API server, and not by a name that a hub gave it', async () => {
    const known = [
      connection('c-9', {
        name: 'other-name',
        access: { server: 'https://A.own:443/' },
      }),
      connection('c-8', { name: 'b', sources: ['hub:x'] }),
    ];
    expect(
      (
        await locate(told([]), {
          known,
          clusters: [own('a'), own('b')],
        })
      ).names,
    ).toEqual(['b']);
  });

  it('takes one of the same name at another address for another', async () => {
    expect(
      (
        await locate(told([]), {
          clusters: [own('a', 'https://moved.own')],
        })
      ).names,
    ).toEqual(['a']);
  });

  it('asks all when the fleet does not answer, and says so once', async () => {
    const { names, lines } = await locate({
      type: 'failed',
      message: 'The fleet cannot be reached',
    });
    expect(names).toEqual(['a', 'b', 'c', 'c-1']);
    expect(lines).toEqual([
      {
        message: expect.stringContaining('asks all clusters'),
        meta: { clusters: 4, reason: 'The fleet cannot be reached' },
      },
    ]);
    expect((await locate({ type: 'unknown' })).names).toHaveLength(4);
  });

  it('tells who may not know instead of asking all, or showing nothing', async () => {
    await expect(
      locate({ type: 'refused', message: "needs 'fleet.instance.read'" }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message:
        "Fleet does not let you see where 'cart' runs: needs 'fleet.instance.read'",
    });
  });

  it('asks all for kinds that the fleet does not read, if it sees nothing', async () => {
    const context = {
      customResources: [{ group: 'x', apiVersion: 'v1', plural: 'ys' }],
    };
    expect((await locate(told([]), { context })).names).toHaveLength(4);
    expect((await locate(told(['id-of-a']), { context })).names).toEqual(['a']);
  });

  it('asks those that nobody has looked at where the answer was cut off', async () => {
    const known = [
      shared('a', {
        reachability: { state: 'not-asked', since: '2026-01-01T00:00:00Z' },
      }),
      shared('b'),
    ];
    const clusters = [own('a'), own('b')];
    expect(
      (await locate(told([], [], true), { known, clusters })).names,
    ).toEqual(['a']);
    expect(
      (await locate(told([], [], false), { known, clusters })).names,
    ).toEqual([]);
  });

  it("has the fleet's own fetched of by its strategy", async () => {
    const { clusters } = await locate(told(['id-of-a', 'c-1']));
    expect(clusters[0]).toEqual(own('a'));
    expect(clusters[1].authMetadata).toEqual({
      'kubernetes.io/auth-provider': 'fleet',
      'fleet.backstage.io/cluster-id': 'c-1',
    });
  });
});
