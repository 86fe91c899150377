import { hash } from 'node:crypto';
import type { WatchKey } from '../collector/messages';
import { kindId } from '../coverage/kindId';

/** What tells the coverage of a kind of a cluster apart in transitions. */
export function coverageThing(clusterId: string, key: WatchKey): string {
  return hash('sha256', `${clusterId} ${kindId(key)}`, 'base64url');
}
