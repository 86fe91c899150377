import type {
  MapContext,
  Mapped,
  Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readReconciled } from './readReconciled';
import { readArtifactRevision } from './readRevision';
import { readSource } from './readSource';
import type { HelmRepositoryObject } from './schema';

function verdictOf(repository: HelmRepositoryObject): Verdict {
  const verdict = readReconciled(repository);
  if (repository.spec?.type !== 'oci') return verdict;
  if (verdict.health === 'suspended' || repository.metadata.deletionTimestamp) {
    return verdict;
  }
  // It only lends an address to charts: Flux reconciles and reports nothing.
  return {
    health: 'healthy',
    message: 'an address of OCI charts, which has no state of its own',
  };
}

export function mapHelmRepository(
  repository: HelmRepositoryObject,
  context: MapContext,
): Mapped {
  const { spec, status } = repository;
  return readSource(repository, context, {
    url: spec?.url,
    revision: readArtifactRevision(status?.artifact?.revision),
    artifactTime: status?.artifact?.lastUpdateTime,
    verdict: verdictOf(repository),
  });
}
