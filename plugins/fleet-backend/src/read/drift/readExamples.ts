import type { ReadContext, Row } from '../types';
import { visibleEpisodes } from './selectEpisodes';

/** Some episodes by their ids. */
export async function readExamples(
  context: ReadContext,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows: Row[] = await visibleEpisodes(context).whereIn(
    'drift_episode.id',
    ids,
  );
  return new Map(rows.map(row => [row.id, row]));
}
