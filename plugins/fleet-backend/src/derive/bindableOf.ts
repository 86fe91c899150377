import type {
  DeliveryFact,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Bindable } from '../mapping/Bindable';
import { imageRepository } from '../mapping/imageRepository';
import { locationWithin } from '../mapping/sourceLocation';

/** The URL of a source object that a delivery refers to, as far as it was read. */
export type SourceUrlOf = (
  observer: string,
  object: { kind: string; namespace?: string; name: string },
) => string | undefined;

/** A workload or a delivery as the rules see it. */
export function bindableOf(
  { fact }: { fact: WorkloadFact | DeliveryFact },
  observer: string,
  options: Parameters<typeof bindableOfDelivery>[1] = {},
): Bindable {
  return fact.type === 'workload'
    ? bindableOfWorkload(fact)
    : bindableOfDelivery({ fact, observer }, options);
}

/** A workload as the rules see it. */
export function bindableOfWorkload(fact: WorkloadFact): Bindable {
  const [first] = fact.images;
  const image = first && imageRepository(first.repository);
  return {
    labels: fact.labels,
    namespace: fact.namespace,
    name: fact.name,
    ...(image ? { image } : {}),
  };
}

/** A delivery as the rules see it. */
export function bindableOfDelivery(
  { fact, observer }: { fact: DeliveryFact; observer: string },
  options: {
    sourceUrlOf?: SourceUrlOf;
    namesOf?: ((clusterId: string) => readonly string[]) | undefined;
  } = {},
): Bindable {
  const sources = fact.sources.flatMap(source => {
    const url =
      source.repository ??
      (source.object && options.sourceUrlOf?.(observer, source.object));
    const location = url && locationWithin(url, source.chart ?? source.path);
    return location ? [location] : [];
  });
  return {
    labels: fact.labels,
    namespace: fact.namespace ?? '',
    name: fact.name,
    engine: fact.engine,
    ...(fact.project ? { project: fact.project } : {}),
    ...(sources.length > 0 ? { sources } : {}),
    observerNames: options.namesOf?.(observer) ?? [],
  };
}
