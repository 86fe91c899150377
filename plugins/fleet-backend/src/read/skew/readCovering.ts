import type { WatchKey } from '../../collector/messages';
import {
  readCoverageIndex,
  type CoverageIndex,
} from '../../coverage/coverageIndex';
import type { SkewReading } from './types';
import type { Row } from '../types';

/**
 * The coverage that traits rest on: of what was read, and of the same kinds on every cluster
 * that is compared, where nothing was.
 */
export function readCovering(
  { context, clusters }: SkewReading,
  facts: readonly Row[],
  kinds: readonly WatchKey[] = [],
): Promise<CoverageIndex> {
  const [sample] = facts;
  return readCoverageIndex(context, [
    ...facts,
    ...kinds.map(({ adapter, kind }) => ({
      observer: clusters[0]?.id,
      adapter,
      kind,
    })),
    // Whose coverage is looked up goes by the observers, and which by the kinds of all.
    ...(sample || kinds.length > 0
      ? clusters.map(({ id }) => ({
          observer: id,
          adapter: sample?.adapter ?? kinds[0].adapter,
          kind: sample?.kind ?? kinds[0].kind,
        }))
      : []),
  ]);
}
