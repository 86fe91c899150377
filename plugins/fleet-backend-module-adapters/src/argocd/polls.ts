import { definePoll } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { mapCluster } from './mapCluster';
import { mapSettings } from './mapSettings';
import { clusterSchema, settingsSchema } from './schema';

/** What tells one cluster of an Argo CD from another; a project may have an address again. */
const keySchema = z.object({
  server: z.string().catch(''),
  name: z.string().catch(''),
  project: z.string().catch(''),
});

const overrideSchema = z.object({
  ignoreDifferences: z.string().min(1).catch(''),
});

/** Those that leave out differences, in a lasting order. */
function overridesOf(overrides: Record<string, unknown>) {
  return Object.keys(overrides)
    .sort()
    .flatMap(key => {
      const { data } = overrideSchema.safeParse(overrides[key]);
      const ignoreDifferences = data?.ignoreDifferences;
      return ignoreDifferences ? [{ key, ignoreDifferences }] : [];
    });
}

export const argocdPolls = [
  definePoll({
    group: 'api.argocd',
    version: 'v1',
    kind: 'Cluster',
    facts: ['cluster'],
    reads:
      'the clusters of an Argo CD: `name`, `server`, version, and whether it is connected to them; never `config`',
    extension: {
      role: 'argocd-api',
      grants:
        "GET requests to Argo CD's server through the API server; its list of clusters is asked for",
    },
    service: { name: 'argocd-server', port: 443, scheme: 'https' },
    intervalSeconds: 60,
    maxBytes: 8 * 1024 * 1024,
    paths: () => ['/api/v1/clusters'],
    answer: z.object({
      // A list that goes on elsewhere would be taken for all that there is.
      metadata: z.object({ continue: z.literal('').nullish() }).nullish(),
      // Argo CD always has at least the cluster that it runs in; none is `null`.
      items: z.array(z.unknown()).nullable(),
    }),
    items: ([{ items }]) =>
      (items ?? []).map(item => {
        const { server, name, project } = keySchema.parse(Object(item));
        return {
          key: JSON.stringify([server, name, project]),
          name: name || server,
          item,
        };
      }),
    item: clusterSchema,
    map: mapCluster,
  }),
  definePoll({
    group: 'api.argocd',
    version: 'v1',
    kind: 'Settings',
    facts: ['comparison'],
    reads:
      'what an Argo CD leaves out of all comparisons: `ignoreDifferences` of its `resourceOverrides`; nothing else of its settings',
    extension: {
      role: 'argocd-api',
      grants:
        "GET requests to Argo CD's server through the API server; its list of clusters is asked for",
    },
    service: { name: 'argocd-server', port: 443, scheme: 'https' },
    intervalSeconds: 300,
    maxBytes: 8 * 1024 * 1024,
    paths: () => ['/api/v1/settings'],
    answer: z.object({
      controllerNamespace: z.string().nullish().catch(undefined),
      resourceOverrides: z.record(z.string(), z.unknown()).nullish(),
    }),
    items: ([{ controllerNamespace, resourceOverrides }]) =>
      // Whoever is not logged in is told neither: that is no answer, and not that there is none.
      resourceOverrides || controllerNamespace
        ? [
            {
              key: 'settings',
              name: 'argocd',
              item: { overrides: overridesOf(resourceOverrides ?? {}) },
            },
          ]
        : { invalid: 'resourceOverrides are told only to who is logged in' },
    item: settingsSchema,
    map: mapSettings,
  }),
];
