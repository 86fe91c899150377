import { Document } from 'yaml';
import type { ContainerResources } from './checkResources';
import { apiVersionOf, podSpecPath, type WorkloadName } from './workloads';

/**
 * A strategic merge patch that changes what the containers of a workload ask for, and nothing
 * else (https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/):
 * containers are merged by their name.
 *
 * @returns YAML
 */
export function resourcesPatch(
  workload: WorkloadName,
  containers: readonly ContainerResources[],
): string {
  const { kind, namespace, name } = workload;
  const inside = podSpecPath(kind).reduceRight<object>(
    (inner, key) => ({ [key]: inner }),
    {
      containers: containers.map(({ name: own, requests, limits }) => ({
        name: own,
        resources: {
          ...(requests ? { requests } : {}),
          ...(limits ? { limits } : {}),
        },
      })),
    },
  );
  const document = new Document({
    apiVersion: apiVersionOf(kind),
    kind,
    metadata: { name, ...(namespace ? { namespace } : {}) },
    ...inside,
  });
  return document.toString({ lineWidth: 0 });
}
