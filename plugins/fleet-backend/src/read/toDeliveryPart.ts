import type {
  Delivery,
  DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { isOwn, ownWords, type Own } from '../derive/ownWords';
import type { CoverageIndex } from '../coverage/coverageIndex';
import { toDelivery, type ShownFact } from './toDelivery';
import { defined, type Row } from './types';

/**
 * A delivery as a reader sees it on an instance who may not see the cell that it is
 * counted in: how it does, as far as that concerns the instance. Made of what is
 * named here and of nothing else, so that what facts come to say is not told by chance.
 *
 * @param own - what the instance is made of
 * @returns nothing where the delivery itself names none of it: that something bears
 *   a delivery's label is the word of who wrote the label, and lets see nothing
 */
export function toDeliveryPart(options: {
  row: Row;
  own: Own;
  coverage: CoverageIndex;
  names: ReadonlyMap<string, string>;
  /** Whether it may be said how much is hidden. */
  tellsHidden: boolean;
}): Delivery | undefined {
  const { row, own, coverage, names, tellsHidden } = options;
  const fact: DeliveryFact = JSON.parse(row.data);
  const resources = fact.brings.resources.filter(each => isOwn(each, own));
  if (resources.length === 0) return undefined;
  const inOwnWords = (text: string | undefined) => ownWords(text, fact, own);
  const { heartbeat, operation, targetNamespace } = fact;
  const part: ShownFact = {
    engine: fact.engine,
    kind: fact.kind,
    namespace: fact.namespace,
    name: fact.name,
    health: fact.health,
    message: inOwnWords(fact.message),
    sync: fact.sync,
    syncMessage: inOwnWords(fact.syncMessage),
    suspended: fact.suspended,
    approval: fact.approval,
    desiredRevision: fact.desiredRevision,
    appliedRevision: fact.appliedRevision,
    sources: [],
    targetNamespace:
      targetNamespace === own.namespace ? targetNamespace : undefined,
    operation:
      operation &&
      defined({
        phase: operation.phase,
        message: inOwnWords(operation.message),
        startedAt: operation.startedAt,
        finishedAt: operation.finishedAt,
      }),
    heartbeat:
      heartbeat.state === 'lost'
        ? {
            ...heartbeat,
            reason: inOwnWords(heartbeat.reason) ?? 'why is not told here',
          }
        : heartbeat,
    brings: { resources },
  };
  return defined({
    // What it is bound to is where it is counted.
    ...toDelivery(
      { ...row, binding: null },
      part,
      coverage,
      names,
      () => false,
    ),
    resources: tellsHidden ? fact.brings.total : undefined,
    partial: true,
  });
}
