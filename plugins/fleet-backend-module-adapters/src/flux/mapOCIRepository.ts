import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readArtifactRevision } from './readRevision';
import { readSource } from './readSource';
import type { OCIRepositoryObject } from './schema';

export function mapOCIRepository(
  repository: OCIRepositoryObject,
  context: MapContext,
): Mapped {
  const { spec, status } = repository;
  const { digest, semver, tag } = spec?.ref ?? {};
  return readSource(repository, context, {
    url: spec?.url,
    // The order in which Flux lets one field win over another.
    reference: digest ?? semver ?? tag,
    revision: readArtifactRevision(status?.artifact?.revision),
    artifactTime: status?.artifact?.lastUpdateTime,
  });
}
