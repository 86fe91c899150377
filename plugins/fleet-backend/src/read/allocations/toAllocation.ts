import type {
  Allocation,
  AllocationFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf } from '../../coverage/coverageIndex';
import type { ThingReading } from '../findings/toFinding';
import { toSubject } from '../toSubject';
import { defined, type Row } from '../types';

/** A row of the table `allocation` as the API shows it. */
export function toAllocation(
  row: Row,
  { coverage, names }: ThingReading,
): Allocation {
  const fact: AllocationFact = JSON.parse(row.data);
  const cluster = (id: string) => ({ id, name: names.get(id) ?? id });
  return defined({
    id: row.id,
    engine: fact.engine,
    // Those by hour are not among them.
    grain: fact.grain as Exclude<typeof fact.grain, 'hours'>,
    share: fact.share,
    name: fact.name,
    namespace: fact.namespace,
    controllerKind: fact.controllerKind,
    controller: fact.controller,
    label: fact.label,
    category: fact.category,
    provider: fact.provider,
    window: fact.window,
    minutes: fact.minutes,
    money: fact.currency,
    costs: fact.costs,
    adjustment: fact.adjustment,
    usage: fact.usage,
    efficiency: fact.efficiency,
    query: fact.query,
    estimated: fact.estimated,
    warnings: fact.warnings,
    observer: cluster(row.observer),
    subject: toSubject(row, cluster),
    currency: currencyOf(row, coverage),
  });
}
