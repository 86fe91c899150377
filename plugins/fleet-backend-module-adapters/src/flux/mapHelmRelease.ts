import {
  boundedName,
  boundedText,
  type DeliveryFact,
  type Revision,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readDelivery } from './readDelivery';
import { readDriftDetection } from './readDriftDetection';
import { readInventory } from './readInventory';
import { type Reference, readReference } from './readReference';
import { readChartRevision } from './readRevision';
import { readSync } from './readSync';
import type { HelmReleaseObject } from './schema';

const MAX_HISTORY = 10;
const DEPLOYED = new Set(['deployed', 'superseded']);

/** The HelmChart that Flux made for the release, `<namespace>/<name>`. */
function chartObjectOf(stated: string | undefined): Reference | undefined {
  const [namespace, name, ...rest] = stated?.split('/') ?? [];
  return namespace && name && rest.length === 0
    ? readReference({ kind: 'HelmChart', namespace, name }, undefined)
    : undefined;
}

function sourcesOf(
  { spec, status }: HelmReleaseObject,
  context: MapContext,
): DeliveryFact['sources'] {
  const chart = spec?.chart?.spec;
  const reference = chart?.sourceRef ?? spec?.chartRef;
  if (!chart && !reference) return [];
  return [
    withoutUndefined({
      chart: chart?.chart ? boundedName(chart.chart) : undefined,
      targetRevision: chart?.version ? boundedName(chart.version) : undefined,
      object: reference
        ? readReference(reference, context.source.namespace)
        : undefined,
      through: chartObjectOf(status?.helmChart),
    }),
  ];
}

function appliedRevisionOf({
  status,
}: HelmReleaseObject): Revision | undefined {
  // Flux writes the newest first. v2beta1 has no history.
  const deployed = status?.history.find(entry => entry.status === 'deployed');
  return readChartRevision(
    status?.history.length
      ? deployed?.chartVersion
      : status?.lastAppliedRevision,
  );
}

export function mapHelmRelease(
  release: HelmReleaseObject,
  context: MapContext,
): Mapped {
  const { spec, status } = release;
  const desiredRevision = readChartRevision(status?.lastAttemptedRevision);
  const appliedRevision = appliedRevisionOf(release);
  const { sync, message } = readSync(release, desiredRevision, appliedRevision);
  const targetNamespace = spec?.targetNamespace ?? context.source.namespace;
  const fact: DeliveryFact = withoutUndefined({
    ...readDelivery(release, context),
    type: 'delivery',
    sync,
    syncMessage: message ? boundedText(message) : undefined,
    desiredRevision,
    appliedRevision,
    sources: sourcesOf(release, context),
    targetNamespace: targetNamespace ? boundedName(targetNamespace) : undefined,
    history: (status?.history ?? [])
      .filter(entry => DEPLOYED.has(entry.status ?? ''))
      .flatMap(entry => {
        const revision = readChartRevision(entry.chartVersion);
        return revision
          ? [
              withoutUndefined({
                revision,
                deployedAt: timeOf(entry.lastDeployed),
              }),
            ]
          : [];
      })
      .slice(0, MAX_HISTORY),
    ignoreRules: readDriftDetection(release, context),
    brings: readInventory(release, 'HelmRelease', context.source),
  });
  return { facts: [fact] };
}
