import {
  boundedName,
  boundedText,
  type BroughtResource,
  type DeliveryFact,
  type Revision,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  factBase,
  latestTime,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readApplied } from './readApplied';
import { readBlockers } from './readBlockers';
import { readConditions } from './readConditions';
import { readDestination } from './readDestination';
import { healthOf, readHealth } from './readHealth';
import { readIgnoreRules } from './readIgnoreRules';
import { readInitiator } from './readInitiator';
import { readOperation } from './readOperation';
import { readParent } from './readParent';
import { readRevision } from './readRevision';
import { readHeartbeat, readSync, syncOf } from './readSync';
import type { ApplicationObject, ApplicationSource } from './schema';

const MAX_SOURCES = 20;
const MAX_HISTORY = 10;
const MAX_IMAGES = 100;

function sourcesOf({ spec }: ApplicationObject): ApplicationSource[] {
  if (spec?.sourceHydrator?.drySource) return [spec.sourceHydrator.drySource];
  if (spec?.sources.length) return spec.sources;
  return spec?.source ? [spec.source] : [];
}

function describeSource(
  source: ApplicationSource,
): DeliveryFact['sources'][number] {
  return withoutUndefined({
    repository: addressOf(source.repoURL),
    path: source.path ? boundedText(source.path) : undefined,
    chart: source.chart ? boundedName(source.chart) : undefined,
    targetRevision: source.targetRevision
      ? boundedName(source.targetRevision)
      : undefined,
  });
}

function isSuspended({ metadata, spec }: ApplicationObject): boolean {
  return (
    spec?.syncPolicy?.automated?.enabled === false ||
    metadata.annotations['argocd.argoproj.io/skip-reconcile'] === 'true'
  );
}

/** Without automated sync nothing is applied until somebody syncs. */
function approvalOf({ spec }: ApplicationObject): DeliveryFact['approval'] {
  if (!spec) return undefined;
  const automated = spec.syncPolicy?.automated;
  return automated && automated.enabled !== false ? 'automatic' : 'manual';
}

function desiredRevisionOf(
  application: ApplicationObject,
  isRunning: boolean,
): Revision | undefined {
  const sources = sourcesOf(application);
  const { operation, status } = application;
  const asked =
    operation?.sync?.revision ??
    (isRunning ? status?.operationState?.operation?.sync?.revision : undefined);
  return (
    readRevision(
      asked ? { revision: asked, revisions: [] } : undefined,
      sources,
    ) ?? readRevision(status?.sync, sources)
  );
}

function historyOf(application: ApplicationObject): DeliveryFact['history'] {
  // Argo CD writes the oldest first.
  return (application.status?.history ?? [])
    .slice(-MAX_HISTORY)
    .reverse()
    .flatMap(entry => {
      const sources = entry.sources.length
        ? entry.sources
        : [entry.source].filter(source => source !== undefined);
      const revision = readRevision(entry, sources);
      return revision
        ? [
            withoutUndefined({
              id: entry.id,
              revision,
              deployedAt: timeOf(entry.deployedAt),
              initiatedBy: readInitiator(entry.initiatedBy),
            }),
          ]
        : [];
    });
}

function appliedRevisionOf(
  application: ApplicationObject,
): Revision | undefined {
  const state = application.status?.operationState;
  const result = state?.syncResult;
  if (state?.phase === 'Succeeded' && result) {
    const sources = result.sources.length
      ? result.sources
      : [result.source ?? sourcesOf(application)[0]].filter(
          source => source !== undefined,
        );
    const revision = readRevision(result, sources);
    if (revision) return revision;
  }
  return historyOf(application)[0]?.revision;
}

function bringsOf({ status }: ApplicationObject): DeliveryFact['brings'] {
  const { items = [], total = 0 } = status?.resources ?? {};
  const wasApplied = readApplied(status?.operationState);
  return {
    resources: items.map(
      (item): BroughtResource =>
        withoutUndefined({
          group: boundedName(item.group ?? ''),
          kind: boundedName(item.kind),
          namespace: item.namespace ? boundedName(item.namespace) : undefined,
          name: boundedName(item.name),
          sync: item.status ? syncOf(item.status) : undefined,
          health: healthOf(item.health?.status),
          // What is not so is left out: thousands of resources are stored.
          hook: item.hook || undefined,
          wave: item.syncWave || undefined,
          requiresPruning: item.requiresPruning || undefined,
          wasApplied:
            (item.status === 'OutOfSync' && wasApplied(item)) || undefined,
        }),
    ),
    total,
  };
}

export function mapApplication(
  application: ApplicationObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = application;
  const { health, message } = readHealth(application);
  const { sync, message: syncMessage } = readSync(application);
  const operation = readOperation(application);
  const fact: DeliveryFact = withoutUndefined({
    ...factBase(context, metadata, {
      subject: readDestination(spec?.destination),
      changedAt: latestTime([
        status?.health?.lastTransitionTime,
        status?.operationState?.finishedAt,
        ...(status?.history ?? []).map(entry => entry.deployedAt),
      ]),
    }),
    type: 'delivery',
    engine: 'argocd',
    kind: context.source.kind,
    namespace: context.source.namespace,
    name: boundedName(context.source.name),
    health,
    message: message ? boundedText(message) : undefined,
    sync,
    syncMessage: syncMessage ? boundedText(syncMessage) : undefined,
    suspended: isSuspended(application),
    approval: approvalOf(application),
    desiredRevision: desiredRevisionOf(
      application,
      operation?.phase === 'running',
    ),
    appliedRevision: appliedRevisionOf(application),
    sources: sourcesOf(application).slice(0, MAX_SOURCES).map(describeSource),
    images: (status?.summary?.images ?? [])
      .slice(0, MAX_IMAGES)
      .map(boundedName),
    targetNamespace: spec?.destination?.namespace
      ? boundedName(spec.destination.namespace)
      : undefined,
    project: spec?.project ? boundedName(spec.project) : undefined,
    parent: readParent(metadata, context),
    operation,
    conditions: readConditions(application),
    ignoreRules: readIgnoreRules(application, context),
    blockedBy: readBlockers(application),
    history: historyOf(application),
    heartbeat: readHeartbeat(application),
    brings: bringsOf(application),
  });
  return { facts: [fact] };
}
