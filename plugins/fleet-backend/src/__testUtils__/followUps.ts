import type {
  DiagnosisFact,
  Health,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  defineAdapter,
  defineFollowUp,
  defineWatch,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesObject } from '@fleetview/kube-watch';
import { z } from 'zod';
import { workloadFact } from './facts';

const schema = z.looseObject({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ health: z.string(), version: z.string() }),
});

/** An adapter whose Deployments say how they are, and that follows them up by their pods and events. */
export const followingAdapter: FleetAdapter = defineAdapter({
  id: 'kubernetes',
  title: 'Kubernetes',
  homepage: 'https://kubernetes.io',
  watches: [
    defineWatch({
      group: 'apps',
      versions: ['v1'],
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
      facts: ['workload'],
      reads: 'how it says it is',
      schema,
      map: ({ spec }, { source }) => ({
        facts: [
          workloadFact({
            source,
            name: source.name,
            namespace: source.namespace ?? '',
            version: spec.version,
            health: spec.health as Health,
          }),
        ],
      }),
    }),
  ],
  followUp: defineFollowUp({
    kind: 'Diagnosis',
    of: ['Deployment'],
    facts: ['diagnosis'],
    reads: 'its pods and events',
    resources: [
      { group: '', version: 'v1', plural: 'pods', kind: 'Pod' },
      { group: '', version: 'v1', plural: 'events', kind: 'Event' },
    ],
    schema,
    plan: ({ metadata: { name } }, answers) => {
      const lists = [
        { id: 'pods', plural: 'pods', labelSelector: `app=${name}`, limit: 3 },
        ...(answers.pods
          ? [
              {
                id: 'events',
                plural: 'events',
                fieldSelector: `involvedObject.name=${name}`,
                limit: 3,
              },
            ]
          : []),
      ];
      return lists.filter(({ id }) => !answers[id]);
    },
    map: (_, answers, { source, readAt }): DiagnosisFact => ({
      type: 'diagnosis',
      subject: { type: 'observer' },
      source,
      part: 'diagnosis',
      labels: {},
      annotations: {},
      kind: source.kind,
      namespace: source.namespace ?? '',
      name: source.name,
      readAt,
      findings: [
        {
          reason: 'crash-loop',
          pods: 'items' in answers.pods ? answers.pods.items.length : 0,
        },
      ],
      findingsTotal: 1,
      unread: Object.values(answers).flatMap(answer =>
        'refused' in answer
          ? [{ what: answer.plural, reason: answer.refused }]
          : [],
      ),
    }),
  }),
});

/** A Deployment that says how it is. */
export function ailingObject(
  name: string,
  health: Health = 'degraded',
  options: { namespace?: string; version?: string } = {},
): KubernetesObject {
  const { namespace = 'shop', version = '1' } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      resourceVersion: version,
    },
    spec: { health, version },
  };
}
