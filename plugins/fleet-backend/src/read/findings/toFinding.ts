import type {
  Finding,
  FindingFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, type CoverageIndex } from '../../coverage/coverageIndex';
import { imageText } from '../imageText';
import { toSubject } from '../toSubject';
import { defined, type Row } from '../types';

/** What rows of the tables of findings and allocations are shown with. */
export type ThingReading = {
  coverage: CoverageIndex;
  names: ReadonlyMap<string, string>;
};

/** A row of the table `finding` as the API shows it. */
export function toFinding(
  row: Row,
  { coverage, names }: ThingReading,
): Finding {
  const fact: FindingFact = JSON.parse(row.data);
  const cluster = (id: string) => ({ id, name: names.get(id) ?? id });
  const { resource, image } = fact;
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
    resource:
      resource &&
      defined({
        group: resource.group,
        kind: resource.kind,
        namespace: resource.namespace,
        name: resource.name,
      }),
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
  });
}
