import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readGitRevision } from './readRevision';
import { readSource } from './readSource';
import type { GitRepositoryObject } from './schema';

export function mapGitRepository(
  repository: GitRepositoryObject,
  context: MapContext,
): Mapped {
  const { spec, status } = repository;
  const { commit, name, semver, tag, branch } = spec?.ref ?? {};
  return readSource(repository, context, {
    url: spec?.url,
    // The order in which Flux lets one field win over another.
    reference: commit ?? name ?? semver ?? tag ?? branch,
    revision: readGitRevision(status?.artifact?.revision),
    artifactTime: status?.artifact?.lastUpdateTime,
  });
}
