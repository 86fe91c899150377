import {
  defineDesired,
  type DesiredResource,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = z.string().catch('');

/** What a manifest calls itself. What else is in it is compared, and not read here. */
const identitySchema = z.object({
  apiVersion: text,
  kind: text,
  metadata: z.object({ namespace: text, name: text }).catch({
    namespace: '',
    name: '',
  }),
});

const workSchema = z.object({
  spec: z.object({
    workload: z.object({ manifests: z.array(z.unknown()).nullish() }),
  }),
});

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

function isManifestOf(
  manifest: unknown,
  { group, kind, namespace, name }: DesiredResource,
): boolean {
  const { success, data } = identitySchema.safeParse(manifest);
  return (
    success &&
    data.kind === kind &&
    groupOf(data.apiVersion) === group &&
    data.metadata.namespace === namespace &&
    data.metadata.name === name
  );
}

export const openClusterManagementDesired = [
  defineDesired({
    of: { group: 'work.open-cluster-management.io', kind: 'ManifestWork' },
    kind: 'Manifest',
    from: 'object',
    version: 'v1',
    plural: 'manifestworks',
    reads:
      'what its manifest says where somebody else wrote, and nothing else of it',
    schema: workSchema,
    read: ({ spec }, resource) => {
      const found = (spec.workload.manifests ?? []).find(manifest =>
        isManifestOf(manifest, resource),
      );
      return found === undefined
        ? { problem: 'no manifest of the ManifestWork is of it' }
        : { desired: found };
    },
  }),
];
