import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readArtifactRevision } from './readRevision';
import { readSource } from './readSource';
import type { BucketObject } from './schema';

/** Flux has endpoint, bucket and prefix apart; one address names all three. */
function urlOf({ spec }: BucketObject): string | undefined {
  const { endpoint, bucketName, prefix, insecure } = spec ?? {};
  if (!endpoint || !bucketName) return undefined;
  const host = endpoint.includes('://')
    ? endpoint
    : `${insecure ? 'http' : 'https'}://${endpoint}`;
  const base = `${host.replace(/\/+$/, '')}/${bucketName}`;
  return prefix ? `${base}/${prefix.replace(/^\/+/, '')}` : base;
}

export function mapBucket(bucket: BucketObject, context: MapContext): Mapped {
  const { status } = bucket;
  return readSource(bucket, context, {
    url: urlOf(bucket),
    revision: readArtifactRevision(status?.artifact?.revision),
    artifactTime: status?.artifact?.lastUpdateTime,
  });
}
