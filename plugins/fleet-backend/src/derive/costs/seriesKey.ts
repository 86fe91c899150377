import { createHash } from 'node:crypto';

/** What tells series apart. */
export type SeriesIdentity = {
  clusterId: string;
  money: string;
  share: string;
  namespace: string;
  kind: string;
  name: string;
  /** Of sums of what costs little: whose they are. Else it may change. */
  entityRef?: string;
};

/** A key of the table `cost_series`. */
export function seriesKey(identity: SeriesIdentity): string {
  const { clusterId, money, share, namespace, kind, name, entityRef } =
    identity;
  const words = [clusterId, money, share, namespace, kind, name];
  return createHash('sha256')
    .update(
      JSON.stringify(entityRef === undefined ? words : [...words, entityRef]),
    )
    .digest('hex');
}
