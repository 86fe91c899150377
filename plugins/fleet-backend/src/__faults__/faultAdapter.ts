import {
  defineAdapter,
  defineWatch,
  factBase,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

/** Where an object says what its facts must say. */
export const MARK = 'faults.example.com/mark';
/** An object with such a mark makes its mapper throw. */
export const THROWS = 'throw-';

const keys = z.record(z.string(), z.string()).default({});

const schema = z.looseObject({
  metadata: z.looseObject({ labels: keys, annotations: keys }),
});

type Marked = z.output<typeof schema>;

function markOf({ metadata }: Marked): string {
  const mark = metadata.annotations[MARK] ?? 'none';
  if (mark.startsWith(THROWS)) throw new Error(`cannot read '${mark}'`);
  return mark;
}

const workload = (
  kind: string,
  group: string,
  versions: [string, ...string[]],
) =>
  defineWatch({
    group,
    versions,
    kind,
    plural: `${kind.toLowerCase()}s`,
    namespaced: true,
    facts: ['workload'],
    reads: 'the mark',
    schema,
    map: (object: Marked, context) => ({
      facts: [
        {
          ...factBase(context, object.metadata, {
            labels: { first: ['app.kubernetes.io/'], rest: true },
          }),
          type: 'workload',
          kind,
          namespace: context.source.namespace ?? '',
          name: context.source.name,
          health: 'healthy',
          images: [],
          version: markOf(object),
          settled: true,
          replicas: {},
        },
      ],
    }),
  });

/** Reads three kinds, and of each object the mark that it bears. */
export const faultAdapter: FleetAdapter = defineAdapter({
  id: 'faults',
  title: 'Faults',
  homepage: 'https://faults.example.com',
  watches: [
    defineWatch({
      group: '',
      versions: ['v1'],
      kind: 'Namespace',
      plural: 'namespaces',
      namespaced: false,
      facts: ['namespace'],
      reads: 'the mark',
      schema,
      map: (object: Marked, context) => ({
        facts: [
          {
            ...factBase(context, object.metadata),
            annotations: { mark: markOf(object) },
            type: 'namespace',
            name: context.source.name,
            phase: 'active',
          },
        ],
      }),
    }),
    workload('Deployment', 'apps', ['v1']),
    workload('Parcel', 'faults.example.com', ['v2', 'v1']),
  ],
});

/** The adapters of this module, as a collecting thread loads them. */
export const adapters = [faultAdapter];
