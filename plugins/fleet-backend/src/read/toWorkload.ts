import type {
  Workload,
  WorkloadDiagnosis,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, type CoverageIndex } from '../coverage/coverageIndex';
import { imageText } from './imageText';
import { toBinding, type IsReadable } from './toBinding';
import { defined, toTime, type Row } from './types';

/** A row of the table `workload` as the API shows it. */
export function toWorkload(
  row: Row,
  coverage: CoverageIndex,
  isReadable: IsReadable,
  diagnoses: ReadonlyMap<string, WorkloadDiagnosis>,
): Workload {
  const fact: WorkloadFact = JSON.parse(row.data);
  return defined({
    id: row.id,
    kind: fact.kind,
    namespace: fact.namespace,
    name: fact.name,
    ...toBinding(row, isReadable),
    health: fact.health,
    message: fact.message,
    currency: currencyOf(row, coverage),
    images: fact.images.map(imageText),
    version: fact.version,
    settledVersion: row.settled_version ?? undefined,
    settled: fact.settled,
    replicas: defined({
      desired: fact.replicas.desired,
      updated: fact.replicas.updated,
      ready: fact.replicas.ready,
      available: fact.replicas.available,
    }),
    strategy: fact.strategy,
    runs: fact.runs,
    diagnosis: diagnoses.get(row.id),
    since: toTime(row.changed_at),
  });
}
