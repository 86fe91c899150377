import type {
  Alert,
  AlertFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf } from '../../coverage/coverageIndex';
import type { ThingReading } from '../findings/toFinding';
import { toSubject } from '../toSubject';
import { defined, type Row } from '../types';

/** A row of the table `alert` as the API shows it. */
export function toAlert(row: Row, { coverage, names }: ThingReading): Alert {
  const fact: AlertFact = JSON.parse(row.data);
  const cluster = (id: string) => ({ id, name: names.get(id) ?? id });
  return defined({
    id: row.id,
    engine: fact.engine,
    name: fact.name,
    severity: fact.severity,
    namespace: fact.namespace,
    workload: fact.workload,
    pod: fact.pod,
    summary: fact.summary,
    since: fact.since,
    observer: cluster(row.observer),
    subject: toSubject(row, cluster),
    currency: currencyOf(row, coverage),
  });
}
