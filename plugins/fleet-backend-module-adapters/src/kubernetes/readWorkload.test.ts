import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { kubernetesAdapter } from '.';

function mapped(kind: string, object: object) {
  const watch = kubernetesAdapter.watches.find(entry => entry.kind === kind);
  if (!watch) throw new Error(`'${kind}' is not watched.`);
  const metadata = { name: 'cart', namespace: 'shop', uid: '1', generation: 2 };
  return mapObject(watch, 'v1', { metadata, ...object });
}

function fact(kind: string, object: object) {
  const result = mapped(kind, object);
  if ('skipped' in result) throw new Error(result.detail);
  return result.facts[0];
}

const counts = {
  observedGeneration: 2,
  replicas: 2,
  updatedReplicas: 2,
  readyReplicas: 2,
  availableReplicas: 2,
};

describe('settled', () => {
  it.each([
    ['all agree', {}, true],
    ['an old pod is left', { replicas: 3 }, false],
    ['one is not updated', { updatedReplicas: 1 }, false],
    ['one is not available', { availableReplicas: 1 }, false],
    ['none is available', { availableReplicas: undefined }, false],
    ['the generation is not observed', { observedGeneration: 1 }, false],
    ['no generation is observed', { observedGeneration: undefined }, false],
  ])('when %s: %j', (_, change, settled) => {
    expect(
      fact('Deployment', {
        spec: { replicas: 2 },
        status: { ...counts, ...change },
      }),
    ).toMatchObject({ settled });
  });

  it('takes one replica as wanted where none is stated', () => {
    expect(
      fact('Deployment', {
        spec: {},
        status: {
          observedGeneration: 2,
          replicas: 1,
          updatedReplicas: 1,
          availableReplicas: 1,
        },
      }),
    ).toMatchObject({ settled: true, replicas: { desired: 1 } });
  });

  it('knows ready from available where a StatefulSet waits for a minimum time', () => {
    const status = {
      observedGeneration: 2,
      replicas: 2,
      readyReplicas: 2,
      currentReplicas: 2,
      currentRevision: 'a',
      updateRevision: 'a',
    };
    expect(
      fact('StatefulSet', { spec: { replicas: 2 }, status }),
    ).toMatchObject({ settled: true, health: 'healthy' });
    expect(
      fact('StatefulSet', {
        spec: { replicas: 2, minReadySeconds: 30 },
        status,
      }),
    ).toMatchObject({ settled: false });
  });
});

describe('versions and images', () => {
  const template = (containers: unknown[]) => ({
    spec: { template: { spec: { containers } } },
  });

  it('names the version by the first container only', () => {
    expect(
      fact(
        'Deployment',
        template([
          { name: 'cart', image: 'shop/cart' },
          { name: 'proxy', image: 'mesh/proxy:1.2' },
        ]),
      ),
    ).not.toHaveProperty('version');
    expect(
      fact(
        'Deployment',
        template([
          { name: 'cart', image: 'BROKEN image' },
          { name: 'proxy', image: 'mesh/proxy:1.2' },
        ]),
      ),
    ).not.toHaveProperty('version');
  });

  it('loses a malformed container or condition, not the object', () => {
    expect(
      fact('Deployment', {
        ...template([
          { name: 'cart', image: 'shop/cart:2' },
          'broken',
          { image: 7 },
        ]),
        status: { ...counts, conditions: ['broken', { status: 'True' }] },
      }),
    ).toMatchObject({
      version: '2',
      images: [{ container: 'cart', repository: 'shop/cart', tag: '2' }],
    });
  });
});

it('needs the namespace that every workload has', () => {
  expect(
    mapped('Deployment', { metadata: { name: 'cart', uid: '1' } }),
  ).toEqual({
    skipped: 'malformed',
    detail: 'metadata.namespace: missing',
  });
});

describe('pods that come beside those that run', () => {
  const surgeOf = (kind: string, object: object) =>
    (fact(kind, object) as WorkloadFact).surge;

  it.each<[unknown, number | undefined]>([
    [undefined, 2],
    [null, 2],
    [{}, 2],
    [{ type: 'RollingUpdate', rollingUpdate: null }, 2],
    [{ rollingUpdate: { maxSurge: '50%' } }, 3],
    [{ rollingUpdate: { maxSurge: 1 } }, 1],
    [{ rollingUpdate: { maxSurge: 0 } }, 0],
    [{ type: 'Recreate' }, 0],
    [{ type: 'Other' }, undefined],
    [{ rollingUpdate: { maxSurge: -1 } }, undefined],
    [{ rollingUpdate: { maxSurge: 'much' } }, undefined],
    [{ rollingUpdate: { maxSurge: {} } }, undefined],
  ])('of a Deployment of five by %j', (strategy, surge) => {
    expect(surgeOf('Deployment', { spec: { replicas: 5, strategy } })).toBe(
      surge,
    );
  });

  it.each<[unknown, number | undefined, number | undefined]>([
    [undefined, 5, 0],
    [{ rollingUpdate: { maxUnavailable: 1 } }, 5, 0],
    [{ rollingUpdate: { maxSurge: '10%' } }, 5, 1],
    [{ rollingUpdate: { maxSurge: 9 } }, 5, 5],
    [{ type: 'OnDelete', rollingUpdate: { maxSurge: 1 } }, 5, 0],
    [{ rollingUpdate: { maxSurge: '10%' } }, undefined, undefined],
    [{ rollingUpdate: { maxSurge: 'x' } }, 5, undefined],
  ])(
    'of a DaemonSet by %j, on %p nodes',
    (updateStrategy, desiredNumberScheduled, surge) => {
      const object = {
        spec: { updateStrategy },
        status: { desiredNumberScheduled },
      };
      expect(surgeOf('DaemonSet', object)).toBe(surge);
    },
  );

  it('of a StatefulSet are none, and of a Job not told', () => {
    expect(fact('StatefulSet', { spec: {} })).toMatchObject({ surge: 0 });
    expect(fact('Job', { spec: {} })).not.toHaveProperty('surge');
  });
});
