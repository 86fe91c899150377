import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { workloadFact } from './facts';

/** A group whose kinds users define. */
export const RULES_GROUP = 'rules.example.com';

/** An adapter that reads every kind of a group, up to three of them. */
export const rulesAdapter = defineAdapter({
  id: 'rules',
  title: 'Rules',
  homepage: 'https://rules.example.com',
  watches: [
    defineWatch({
      group: RULES_GROUP,
      versions: ['v2', 'v1'],
      kind: 'Rule',
      plural: '*',
      namespaced: false,
      everyKind: { atMost: 3 },
      facts: ['workload'],
      reads: 'that there is one',
      schema: z.looseObject({}),
      map: (_, { source }) => ({
        facts: [workloadFact({ source, name: source.name, kind: source.kind })],
      }),
    }),
  ],
});

/** What a cluster says of the kinds of the group, by version. */
export function servedRules(
  versions: Record<string, readonly string[]>,
): Record<string, unknown> {
  const names = Object.keys(versions);
  const entryOf = (version: string) => ({
    groupVersion: `${RULES_GROUP}/${version}`,
    version,
  });
  return {
    '/apis': {
      kind: 'APIGroupList',
      groups:
        names.length > 0
          ? [
              {
                name: RULES_GROUP,
                versions: names.map(entryOf),
                preferredVersion: entryOf(names[0]),
              },
            ]
          : [],
    },
    ...Object.fromEntries(
      Object.entries(versions).map(([version, kinds]) => [
        `/apis/${RULES_GROUP}/${version}`,
        {
          kind: 'APIResourceList',
          groupVersion: `${RULES_GROUP}/${version}`,
          resources: kinds.flatMap(kind => [
            {
              name: kind.toLowerCase(),
              kind,
              namespaced: false,
              verbs: ['get', 'list', 'watch'],
            },
            {
              name: `${kind.toLowerCase()}/status`,
              kind,
              namespaced: false,
              verbs: ['get', 'list', 'watch'],
            },
          ]),
        },
      ]),
    ),
  };
}
