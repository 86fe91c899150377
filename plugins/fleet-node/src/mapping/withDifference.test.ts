import type { DifferenceFact } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { defineWatch } from '../adapters/defineWatch';
import { mapObject } from '../adapters/mapObject';
import { factBase } from './factBase';

const watch = (tellsDifferences: boolean) =>
  defineWatch({
    group: 'apps',
    versions: ['v1'],
    kind: 'Deployment',
    plural: 'deployments',
    namespaced: true,
    facts: ['workload', 'difference'],
    reads: 'everything',
    tellsDifferences,
    schema: z.object({ spec: z.object({}).optional() }),
    map: (_, context) => ({
      facts: [
        {
          ...factBase(context, { labels: { a: 'b' }, annotations: {} }),
          type: 'workload',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'cart',
          health: 'healthy',
          images: [],
          replicas: {},
          settled: true,
        },
      ],
    }),
  });

const entry = (manager: string, fieldsV1: object) => ({
  manager,
  operation: 'Update',
  time: '2026-03-06T09:00:00Z',
  fieldsV1,
});

function edited(count = 1, pad = 'x') {
  const data = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`k${index}`, pad]),
  );
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'cart',
      namespace: 'shop',
      uid: 'u-1',
      managedFields: [
        entry('argocd-controller', { 'f:spec': { 'f:selector': {} } }),
        entry('kubectl-edit', {
          'f:spec': Object.fromEntries(
            Object.keys(data).map(key => [`f:${key}`, {}]),
          ),
        }),
      ] as unknown,
    },
    spec: data,
  };
}

function differenceOf(
  object: unknown,
  tells = true,
): DifferenceFact | undefined {
  const mapped = mapObject(watch(tells), 'v1', object);
  if ('skipped' in mapped) throw new Error(mapped.detail);
  return mapped.facts.find(
    (fact): fact is DifferenceFact => fact.type === 'difference',
  );
}

describe('withDifference', () => {
  it('adds where an object differs, and who wrote that', () => {
    expect(differenceOf(edited())).toMatchObject({
      part: 'difference',
      subject: { type: 'observer' },
      source: { kind: 'Deployment', uid: 'u-1' },
      basis: 'ownership',
      total: 1,
      writtenAt: '2026-03-06T09:00:00.000Z',
      differences: [
        {
          path: 'spec.k0',
          live: { text: '"x"' },
          confidence: 'owner',
          author: { manager: 'kubectl-edit', operation: 'Update' },
        },
      ],
    });
  });

  it('adds nothing where nobody asks, or nothing differs', () => {
    expect(differenceOf(edited(), false)).toBeUndefined();
    const object = edited();
    object.metadata.managedFields = [];
    expect(differenceOf(object)).toBeUndefined();
    object.metadata.managedFields = 'hostile';
    expect(differenceOf(object)).toBeUndefined();
  });

  it('tells so many, and so much of them', () => {
    const fact = differenceOf(edited(300, 'y'.repeat(3_000)))!;
    expect(fact.total).toBe(300);
    expect(fact.differences).toHaveLength(50);
    const texts = fact.differences.map(({ live }) => live?.text ?? '');
    expect(texts.join('').length).toBeLessThanOrEqual(32 * 1024);
    expect(fact.differences.at(-1)?.live).toMatchObject({ truncated: true });
  });

  it('says that it could not look, and loses nothing else', () => {
    const object = edited();
    Object.defineProperty(object.metadata.managedFields as [], '0', {
      enumerable: true,
      get: () => {
        throw new Error('odd');
      },
    });
    const mapped = mapObject(watch(true), 'v1', object);
    expect('facts' in mapped && mapped.facts).toMatchObject([
      { type: 'workload' },
      { type: 'difference', total: 0, problem: expect.stringContaining('odd') },
    ]);
  });
});
