import type { Steps } from '../statements';

/**
 * Ends what lasted on a cluster that is gone: nothing is proven of it any more. Of what was
 * only behind nothing is kept.
 *
 * @returns whether there was any
 */
export function* endEpisodesOf(clusterId: string, now: number): Steps<boolean> {
  yield {
    sql: `delete from drift_episode
      where cluster_id = ? and ended_at is null and class = 'behind'`,
    bindings: [clusterId],
  };
  const ended = yield {
    sql: `update drift_episode set ended_at = ?, fate = 'unproven', hash = '',
      last_observed_at = coalesce((select looked_at from drift_look
        where drift_look.cluster_id = drift_episode.cluster_id), last_observed_at)
      where cluster_id = ? and ended_at is null returning id`,
    bindings: [now, clusterId],
  };
  yield {
    sql: 'delete from drift_wish where cluster_id = ?',
    bindings: [clusterId],
  };
  yield {
    sql: 'delete from drift_desire where cluster_id = ?',
    bindings: [clusterId],
  };
  yield {
    sql: 'delete from drift_look where cluster_id = ?',
    bindings: [clusterId],
  };
  return ended.length > 0;
}
