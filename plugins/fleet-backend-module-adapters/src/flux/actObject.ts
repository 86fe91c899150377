import {
  absentable,
  conditionsSchema,
  lenient,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = lenient(z.string());

const referenceSchema = lenient(
  z.object({
    apiVersion: text,
    kind: z.string(),
    name: z.string(),
    namespace: text,
  }),
);

/** What actions read of any Flux object. */
export const actedObjectSchema = z.object({
  metadata: metadataSchema.extend({
    resourceVersion: absentable(z.string()),
  }),
  spec: absentable(
    z.object({
      suspend: absentable(z.boolean()),
      /** Of HelmRepositories. */
      type: text,
      sourceRef: referenceSchema,
      chartRef: referenceSchema,
      chart: lenient(
        z.object({
          spec: lenient(z.object({ sourceRef: referenceSchema })),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      observedGeneration: lenient(z.number().int()),
      conditions: conditionsSchema,
      lastHandledReconcileAt: text,
      lastHandledForceAt: text,
      lastHandledResetAt: text,
      helmChart: text,
    }),
  ),
});

export type ActedObject = z.output<typeof actedObjectSchema>;
export type ActedReference = NonNullable<z.output<typeof referenceSchema>>;

/** A kind of Flux that can be told something. */
export type FluxKind = { group: string; kind: string; plural: string };

const source = (kind: string, plural: string): FluxKind => ({
  group: 'source.toolkit.fluxcd.io',
  kind,
  plural,
});

export const SOURCE_KINDS = {
  GitRepository: source('GitRepository', 'gitrepositories'),
  OCIRepository: source('OCIRepository', 'ocirepositories'),
  HelmRepository: source('HelmRepository', 'helmrepositories'),
  Bucket: source('Bucket', 'buckets'),
  HelmChart: source('HelmChart', 'helmcharts'),
} as const;

export const KUSTOMIZATION: FluxKind = {
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
  plural: 'kustomizations',
};

export const HELM_RELEASE: FluxKind = {
  group: 'helm.toolkit.fluxcd.io',
  kind: 'HelmRelease',
  plural: 'helmreleases',
};

/** What it takes to change objects of some kinds. */
export function rbacOf(...kinds: FluxKind[]): {
  group: string;
  resource: string;
  verbs: [string];
}[] {
  return kinds.map(({ group, plural }) => ({
    group,
    resource: plural,
    verbs: ['patch'],
  }));
}
