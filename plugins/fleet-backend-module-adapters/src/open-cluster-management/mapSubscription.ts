import {
  boundedName,
  boundedText,
  type DeliveryFact,
  type Sync,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  revisionOf,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { nameIn, readObject } from './readObject';
import type { SubscriptionObject } from './schema';

/** Whole keys: one that is put together is looked up anew each time. */
const ANNOTATIONS = {
  'git-branch': 'apps.open-cluster-management.io/git-branch',
  'git-current-commit': 'apps.open-cluster-management.io/git-current-commit',
  'git-path': 'apps.open-cluster-management.io/git-path',
  'git-tag': 'apps.open-cluster-management.io/git-tag',
  'hosting-subscription':
    'apps.open-cluster-management.io/hosting-subscription',
} as const;

function annotation(
  { metadata }: SubscriptionObject,
  name: keyof typeof ANNOTATIONS,
): string | undefined {
  return metadata.annotations[ANNOTATIONS[name]] || undefined;
}

/** What lies in its namespace, or in another that stands before a slash. */
function splitName(text: string, context: MapContext) {
  const [, namespace, name] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  const own = context.source.namespace;
  return {
    namespace: nameIn(namespace) ?? own,
    name: boundedName(name ?? text),
  };
}

/** Outside of its time window it changes nothing. */
function isBlocked({ status }: SubscriptionObject): boolean {
  return status?.message === 'Blocked';
}

function isFailed({ status }: SubscriptionObject): boolean {
  return status?.phase === 'Failed' || status?.phase === 'PropagationFailed';
}

function isDone({ status }: SubscriptionObject): boolean {
  return status?.phase === 'Subscribed' || status?.phase === 'Propagated';
}

/** It says that something was applied or handed on, never that it works. */
function verdictOf(subscription: SubscriptionObject): Verdict {
  const { metadata, status } = subscription;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (isFailed(subscription)) {
    return {
      health: 'degraded',
      message: status?.reason || status?.message || status?.phase,
    };
  }
  if (isBlocked(subscription)) {
    return { health: 'suspended', message: 'outside of its time window' };
  }
  if (!status?.phase) return { health: 'unknown', message: 'no phase' };
  return {
    health: 'unknown',
    message: `${status.phase}; how it runs is not told`,
  };
}

function syncOf(subscription: SubscriptionObject): Sync {
  if (isFailed(subscription)) return 'out-of-sync';
  return isDone(subscription) ? 'synced' : 'unknown';
}

/** A copy on a managed cluster, or one that is meant for the hub itself. */
function isLocal(subscription: SubscriptionObject): boolean {
  return (
    annotation(subscription, 'hosting-subscription') !== undefined ||
    subscription.spec?.placement?.local === true
  );
}

function parentOf(
  subscription: SubscriptionObject,
  context: MapContext,
): DeliveryFact['parent'] {
  const hosting = annotation(subscription, 'hosting-subscription');
  if (hosting) {
    return joinDefined({ kind: 'Subscription' }, splitName(hosting, context));
  }
  const placement = subscription.spec?.placement?.placementRef;
  return placement
    ? withoutUndefined({
        kind: boundedName(placement.kind || 'Placement'),
        namespace: context.source.namespace,
        name: boundedName(placement.name),
      })
    : undefined;
}

function sourcesOf(
  subscription: SubscriptionObject,
  context: MapContext,
): DeliveryFact['sources'] {
  const { spec } = subscription;
  const path = annotation(subscription, 'git-path');
  const reference =
    annotation(subscription, 'git-tag') ??
    annotation(subscription, 'git-branch') ??
    spec?.packageFilter?.version;
  if (!spec?.channel && !path) return [];
  return [
    withoutUndefined({
      path: path ? boundedText(path) : undefined,
      chart: nameIn(spec?.name),
      targetRevision: nameIn(reference),
      object: spec?.channel
        ? joinDefined({ kind: 'Channel' }, splitName(spec.channel, context))
        : undefined,
    }),
  ];
}

function revisionsOf(
  subscription: SubscriptionObject,
): Pick<DeliveryFact, 'desiredRevision' | 'appliedRevision'> {
  const commit = annotation(subscription, 'git-current-commit');
  if (!commit) return {};
  const branch = nameIn(annotation(subscription, 'git-branch'));
  const revision = withoutUndefined({
    ...revisionOf(commit),
    reference: branch,
  });
  const isApplied = subscription.status?.phase === 'Subscribed';
  return withoutUndefined({
    desiredRevision: revision,
    appliedRevision: isApplied ? revision : undefined,
  });
}

/**
 * On the hub it speaks of no one cluster: it hands on to those of its placement.
 * Its copy on a managed cluster applies there.
 */
export function mapSubscription(
  subscription: SubscriptionObject,
  context: MapContext,
): Mapped {
  const { metadata, status } = subscription;
  const message = isFailed(subscription) ? status?.reason : undefined;
  const fact: DeliveryFact = joinDefined(
    factBase(context, metadata, {
      subject: isLocal(subscription) ? { type: 'observer' } : { type: 'none' },
      changedAt: timeOf(status?.lastUpdateTime),
    }),
    { type: 'delivery' },
    readObject(context, verdictOf(subscription)),
    {
      sync: syncOf(subscription),
      syncMessage: message ? boundedText(message) : undefined,
      suspended: isBlocked(subscription),
    },
    revisionsOf(subscription),
    {
      sources: sourcesOf(subscription, context),
      images: [],
      parent: parentOf(subscription, context),
      history: [], // It speaks of what was done where it lies.
      heartbeat: { state: 'current' },
      brings: { resources: [], total: 0 },
    },
  );
  return { facts: [fact] };
}
