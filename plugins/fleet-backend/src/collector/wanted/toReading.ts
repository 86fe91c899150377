import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import { hashFacts } from '../hashFacts';
import type { ObjectChange } from '../messages';
import { prepareFacts } from '../prepareFacts';

/** What was read of one thing, as a change: the same where it says the same as another time. */
export function toReading(options: {
  /** The cluster that was asked, by our id. */
  observer: string;
  adapter: string;
  uid: string;
  fact: Fact;
  /** Nothing was told of it before. */
  isNew: boolean;
}): ObjectChange {
  const { observer, adapter, uid, fact, isNew } = options;
  return {
    type: 'facts',
    uid,
    hash: hashFacts([JSON.stringify({ ...fact, readAt: undefined })]),
    resourceVersion: null,
    isNew,
    isReading: true,
    facts: prepareFacts({ observer, adapter, uid, facts: [fact] }),
  };
}
