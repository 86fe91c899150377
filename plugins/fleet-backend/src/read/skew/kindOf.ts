import type { WatchKey } from '../../collector/messages';
import type { Row } from '../types';

/** The kind that a fact was read from. */
export function kindOf(fact: Row): WatchKey {
  return {
    adapter: fact.adapter,
    group: fact.api_group,
    kind: fact.kind,
  };
}
