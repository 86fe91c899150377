import type {
  DriftClass,
  FleetDriftAuthor,
} from '@fleetview/backstage-plugin-fleet-common';
import type { WritesWanted } from './fitWrites';

/** Clocks of clusters and ours may differ by so much. */
const SLACK_MS = 5_000;
const SECOND_MS = 1_000;

/** Somebody wrote what is of these classes, even if nobody is known to have. */
const WRITTEN: readonly DriftClass[] = [
  'human',
  'controller',
  'admission',
  'unattributed',
];

/** What an episode has that tells when it came to differ. */
export type DatedEpisode = {
  class: DriftClass;
  /** It is the object as a whole that is missing or extra. */
  isWhole: boolean;
  author?: Pick<FleetDriftAuthor, 'manager' | 'subresource' | 'at'>;
  /** Milliseconds since 1970: when it was last seen as desired, if it ever was. */
  notBefore?: number;
  firstObservedAt: number;
};

/**
 * What is asked of the audit log about an episode.
 *
 * @returns `unknown-time` where nothing tells when it was written; nothing where nobody wrote it
 */
export function writesWanted(
  episode: DatedEpisode,
): WritesWanted | 'unknown-time' | undefined {
  const { class: driftClass, isWhole, author, notBefore } = episode;
  const from = notBefore === undefined ? 0 : notBefore - SLACK_MS;
  const to = episode.firstObservedAt + SLACK_MS;
  if (driftClass === 'missing') return { of: 'gone', from, to };
  if (driftClass === 'extra' && isWhole) return { of: 'came', from, to };
  if (author?.at !== undefined) {
    // Managed fields have whole seconds.
    const second = Date.parse(author.at);
    return {
      of: 'written',
      from: second,
      to: second + SECOND_MS - 1,
      manager: author.manager,
      ...(author.subresource ? { subresource: author.subresource } : {}),
    };
  }
  const isWritten = driftClass === 'extra' || WRITTEN.includes(driftClass);
  if (!isWritten) return undefined;
  return notBefore === undefined
    ? 'unknown-time'
    : { of: 'meanwhile', from, to };
}
