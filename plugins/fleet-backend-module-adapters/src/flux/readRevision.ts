import {
  boundedName,
  type Revision,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  revisionOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';

const COMMIT = /^(?:(.*)[@/])?sha(?:1|256):([0-9a-f]{40}|[0-9a-f]{64})$/i;
const DIGEST = /^(?:(.*)@)?(sha(?:256|384|512):[0-9a-f]{64,128})$/i;
const BARE_COMMIT = /^(?:(.*)\/)?([0-9a-f]{40})$/i;

function revision(
  type: Revision['type'],
  value: string,
  reference: string | undefined,
): Revision {
  return withoutUndefined({
    type,
    value: value.toLowerCase(),
    reference: reference ? boundedName(reference) : undefined,
  });
}

/**
 * A revision of a Git repository: `main@sha1:<hash>`, `v1.2@sha1:<hash>`,
 * `sha1:<hash>`, and `main/<hash>` as it was written before Flux 2.0.
 */
export function readGitRevision(
  text: string | undefined,
): Revision | undefined {
  if (!text) return undefined;
  if (text.length > 1024) return { type: 'other', value: boundedName(text) };
  const match = COMMIT.exec(text) ?? BARE_COMMIT.exec(text);
  return match ? revision('commit', match[2], match[1]) : revisionOf(text);
}

/**
 * A revision of an OCI artifact or bucket: `<tag>@sha256:<digest>`,
 * `sha256:<digest>`, and `<tag>/<hash>` as it was written before Flux 2.0.
 */
export function readArtifactRevision(
  text: string | undefined,
): Revision | undefined {
  if (!text) return undefined;
  if (text.length > 1024) return { type: 'other', value: boundedName(text) };
  const match = DIGEST.exec(text);
  return match ? revision('digest', match[2], match[1]) : revisionOf(text);
}

/** A revision of whatever a Kustomization's source is. */
export function readSourceRevision(
  text: string | undefined,
  sourceKind: string | undefined,
): Revision | undefined {
  return sourceKind === 'OCIRepository' || sourceKind === 'Bucket'
    ? readArtifactRevision(text)
    : readGitRevision(text);
}

/** The version of a Helm chart. */
export function readChartRevision(
  text: string | undefined,
): Revision | undefined {
  return text ? { type: 'chart', value: boundedName(text) } : undefined;
}
