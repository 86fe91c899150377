import {
  boundedName,
  type ServiceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  notObserved,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { isOutdated, lastTransition, readObject } from './readObject';
import type { ServiceImportObject } from './schema';

const MAX_IPS = 20;
const MAX_PORTS = 50;
const MAX_CLUSTERS = 500;

/** The clusters that export it say nothing of whether anything answers there. */
function verdictOf({ metadata, status }: ServiceImportObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const ready = conditionOf(status?.conditions, 'Ready');
  if (!ready) {
    return {
      health: 'unknown',
      message: status?.clusters.length
        ? 'exported; whether it is ready is not said'
        : 'no status',
    };
  }
  if (isOutdated(metadata, ready)) {
    return notObserved(metadata.generation, ready.observedGeneration);
  }
  switch (ready.status) {
    case 'True':
      return { health: 'healthy' };
    case 'False':
      return {
        health: ready.reason === 'Pending' ? 'progressing' : 'degraded',
        message: describeCondition(ready),
      };
    default:
      return { health: 'unknown', message: describeCondition(ready) };
  }
}

function addressingOf({
  spec,
}: ServiceImportObject): ServiceFact['addressing'] {
  switch (spec?.type) {
    case 'ClusterSetIP':
      return 'cluster-set-ip';
    case 'Headless':
      return 'headless';
    default:
      return 'unknown';
  }
}

export function mapServiceImport(
  serviceImport: ServiceImportObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = serviceImport;
  const fact: ServiceFact = joinDefined(
    factBase(context, metadata, {
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'service' },
    readObject(context, verdictOf(serviceImport)),
    {
      namespace: boundedName(context.source.namespace ?? ''),
      direction: 'imported',
      addressing: addressingOf(serviceImport),
      ips: (spec?.ips ?? []).slice(0, MAX_IPS).map(boundedName),
      ports: (spec?.ports ?? [])
        .slice(0, MAX_PORTS)
        .map(({ name, protocol, port }) =>
          withoutUndefined({
            name: name ? boundedName(name) : undefined,
            protocol: protocol ? boundedName(protocol) : undefined,
            port,
          }),
        ),
      clusters: (status?.clusters ?? [])
        .slice(0, MAX_CLUSTERS)
        .map(({ cluster }) => boundedName(cluster)),
    },
  );
  return { facts: [fact] };
}
