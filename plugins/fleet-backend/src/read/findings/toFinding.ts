import type {
  Finding,
  FindingFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, type CoverageIndex } from '../../coverage/coverageIndex';
import { imageText } from '../imageText';
import { toSubject } from '../toSubject';
import { defined, type Row } from '../types';
import type { Repeats } from './readRepeats';

/** What rows of the tables of findings and allocations are shown with. */
export type ThingReading = {
  coverage: CoverageIndex;
  names: ReadonlyMap<string, string>;
};

/** A row of the table `finding` as the API shows it. */
export function toFinding(
  row: Row,
  { coverage, names }: ThingReading,
  { counts, makers }: Repeats,
): Finding {
  const fact: FindingFact = JSON.parse(row.data);
  const cluster = (id: string) => ({ id, name: names.get(id) ?? id });
  const { resource, image } = fact;
  const maker = makers.get(row.id);
  return defined({
    id: row.id,
    engine: fact.engine,
    policy: fact.policy,
    rule: fact.rule,
    result: fact.result,
    severity: fact.severity,
    category: fact.category,
    controls: fact.controls,
    message: fact.message,
    resource: resource && toResource(resource),
    container: fact.container,
    image: image && imageText(image),
    evaluatedAt: fact.evaluatedAt,
    validUntil: fact.validUntil,
    exceptions: fact.exceptions,
    counts: fact.counts,
    items: fact.items,
    source: defined({
      kind: row.kind,
      namespace: row.namespace || undefined,
      name: row.name,
    }),
    observer: cluster(row.observer),
    subject: toSubject(row, cluster),
    currency: currencyOf(row, coverage),
    repeats: maker && { id: maker.id, resource: toResource(maker.resource) },
    repeatedBy: counts.get(row.id),
  });
}

function toResource({
  group,
  kind,
  namespace,
  name,
}: NonNullable<FindingFact['resource']>): NonNullable<Finding['resource']> {
  return defined({ group, kind, namespace, name });
}
