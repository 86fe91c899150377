import {
  boundedName,
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  boundedIgnoreRules,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readDelivery } from './readDelivery';
import { readIgnoreRules } from './readIgnoreRules';
import { readInventory } from './readInventory';
import { readReference } from './readReference';
import { readSourceRevision } from './readRevision';
import { readSync } from './readSync';
import type { KustomizationObject } from './schema';

const MAX_HISTORY = 10;

function sourcesOf(
  { spec }: KustomizationObject,
  context: MapContext,
): DeliveryFact['sources'] {
  const reference = spec?.sourceRef;
  if (!reference && !spec?.path) return [];
  return [
    withoutUndefined({
      path: spec?.path ? boundedText(spec.path) : undefined,
      object: reference
        ? readReference(reference, context.source.namespace)
        : undefined,
    }),
  ];
}

/** What it leaves out when it looks for drift it does not apply either. */
function ignoreRulesOf(
  { spec }: KustomizationObject,
  { source }: MapContext,
): DeliveryFact['ignoreRules'] {
  const { rules, notRead } = readIgnoreRules(spec?.ignore, 'spec.ignore', true);
  return boundedIgnoreRules(source, rules, notRead);
}

export function mapKustomization(
  kustomization: KustomizationObject,
  context: MapContext,
): Mapped {
  const { spec, status } = kustomization;
  const revision = (text: string | undefined) =>
    readSourceRevision(text, spec?.sourceRef?.kind);
  const desiredRevision = revision(status?.lastAttemptedRevision);
  const appliedRevision = revision(status?.lastAppliedRevision);
  const { sync, message } = readSync(
    kustomization,
    desiredRevision,
    appliedRevision,
  );
  const fact: DeliveryFact = withoutUndefined({
    ...readDelivery(kustomization, context),
    type: 'delivery',
    sync,
    syncMessage: message ? boundedText(message) : undefined,
    desiredRevision,
    appliedRevision,
    sources: sourcesOf(kustomization, context),
    targetNamespace: spec?.targetNamespace
      ? boundedName(spec.targetNamespace)
      : undefined,
    // Flux writes the newest first.
    history: (status?.history ?? [])
      .filter(entry => entry.lastReconciledStatus === 'ReconciliationSucceeded')
      .flatMap(entry => {
        const reconciled = revision(entry.metadata?.revision);
        return reconciled
          ? [
              withoutUndefined({
                revision: reconciled,
                deployedAt: timeOf(entry.firstReconciled),
              }),
            ]
          : [];
      })
      .slice(0, MAX_HISTORY),
    ignoreRules: ignoreRulesOf(kustomization, context),
    brings: readInventory(kustomization, 'Kustomization', context.source),
  });
  return { facts: [fact] };
}
