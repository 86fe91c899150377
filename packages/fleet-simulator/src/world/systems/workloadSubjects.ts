import type { ObjectStore } from '../../store/ObjectStore';
import type { KubernetesObject } from '../../types';
import type { Container } from '../kinds';

/** What policies of several systems look at. */
export type WorkloadSubject = KubernetesObject & {
  spec: {
    replicas?: number;
    template: { spec: { containers: Container[] } };
  };
};

/** The workloads of a cluster's components, in the order of kind, namespace and name. */
export function workloadSubjects(store: ObjectStore): WorkloadSubject[] {
  return ['DaemonSet', 'Deployment', 'StatefulSet'].flatMap(kind =>
    store.all<WorkloadSubject>('apps/v1', kind),
  );
}
