import type { Image } from '@fleetview/backstage-plugin-fleet-common';
import {
  defineAdapter,
  defineFollowUp,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { runningFact } from './facts';
import { followingAdapter } from './followUps';

/** What pod templates name. */
export const BY_TAG: Image[] = [
  { container: 'web', repository: 'cart', tag: '1.0' },
];

/** An adapter that reads what Deployments run by their pods: each pod is called what it runs. */
export const runningAdapter: FleetAdapter = defineAdapter({
  ...followingAdapter,
  running: defineFollowUp({
    kind: 'RunningImages',
    of: ['Deployment'],
    facts: ['running'],
    reads: 'its pods',
    resources: [{ group: '', version: 'v1', plural: 'pods', kind: 'Pod' }],
    schema: z.looseObject({ metadata: z.object({ name: z.string() }) }),
    plan: ({ metadata: { name } }, answers) =>
      answers.pods
        ? []
        : [
            {
              id: 'pods',
              plural: 'pods',
              labelSelector: `app=${name}`,
              limit: 50,
            },
          ],
    map: (_, answers, { source, readAt }) =>
      runningFact({
        source,
        namespace: source.namespace ?? '',
        name: source.name,
        readAt,
        images: BY_TAG,
        pods: 'items' in answers.pods ? answers.pods.items.length : 0,
      }),
  }),
});
