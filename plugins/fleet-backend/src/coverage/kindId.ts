import type { WatchKey } from '../collector/messages';

/** Tells the kinds of one observer apart. */
export function kindId(key: WatchKey): string {
  return `${key.adapter}/${key.group}/${key.kind}`;
}
