import type {
  ActionContext,
  AdapterAction,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  type ActedObject,
  HELM_RELEASE,
  KUSTOMIZATION,
  SOURCE_KINDS,
} from './actObject';
import { reconcileAction } from './actReconcile';
import { suspendActions } from './actSuspend';

const { GitRepository, OCIRepository, HelmRepository, Bucket, HelmChart } =
  SOURCE_KINDS;

function isOnlyAnAddress({ spec }: ActedObject): string | undefined {
  return spec?.type === 'oci'
    ? 'It only lends an address to OCI charts: Flux fetches nothing for it.'
    : undefined;
}

function isTooOld(_: ActedObject, { target }: ActionContext) {
  return target.version === 'v2beta1'
    ? 'This Flux serves HelmReleases as v2beta1 and cannot be told to: it takes Flux 2.2 or later.'
    : undefined;
}

const sourceActions = Object.values(SOURCE_KINDS).flatMap(kind => [
  reconcileAction({
    id: 'refresh',
    kind,
    title: `Refresh the ${kind.kind}`,
    description:
      'Looks for a newer revision now. Deliveries that follow it apply one by themselves.',
    effect: 'Flux looks for a newer revision now.',
    refuse: kind.kind === 'HelmRepository' ? isOnlyAnAddress : undefined,
  }),
  ...suspendActions(kind),
]);

const deliveryActions = [
  reconcileAction({
    id: 'refresh',
    kind: KUSTOMIZATION,
    title: 'Reconcile the Kustomization',
    description:
      'Applies the revision that was fetched last once more, and corrects what differs.',
    effect: 'Flux applies the last fetched revision once more.',
  }),
  reconcileAction({
    id: 'sync',
    kind: KUSTOMIZATION,
    title: 'Fetch and reconcile the Kustomization',
    description: 'Fetches its source first, then applies what is there.',
    effect: 'Flux fetches the source and applies what it finds.',
    sources: [GitRepository, OCIRepository, Bucket],
  }),
  ...suspendActions(KUSTOMIZATION),
  reconcileAction({
    id: 'refresh',
    kind: HELM_RELEASE,
    title: 'Reconcile the HelmRelease',
    description:
      'Compares the release with its chart and values now. Upgrades only where they differ.',
    effect: 'Flux compares the release with its chart and values.',
  }),
  reconcileAction({
    id: 'sync',
    kind: HELM_RELEASE,
    title: 'Fetch and reconcile the HelmRelease',
    description:
      'Fetches repository and chart first, then upgrades where there is something newer.',
    effect: 'Flux fetches the chart and upgrades where there is a newer one.',
    sources: [GitRepository, OCIRepository, HelmRepository, Bucket, HelmChart],
  }),
  reconcileAction({
    id: 'redeploy',
    kind: HELM_RELEASE,
    title: 'Upgrade the HelmRelease once more',
    description:
      'Runs one install or upgrade although nothing has changed, and once although no retries are left.',
    effect: 'Helm upgrades the release once, even without a change.',
    extra: 'force',
    refuse: isTooOld,
  }),
  reconcileAction({
    id: 'retry',
    kind: HELM_RELEASE,
    title: 'Retry the HelmRelease',
    description:
      'Counts failures from zero again, so that a release whose retries are used up is tried again.',
    effect: 'Flux forgets how often it has failed and tries again.',
    extra: 'reset',
    refuse: isTooOld,
  }),
  ...suspendActions(HELM_RELEASE),
];

/** What Flux can be told. It rolls nothing back: for that Git or the chart's version is changed. */
export const fluxActions: AdapterAction[] = [
  ...sourceActions,
  ...deliveryActions,
];
