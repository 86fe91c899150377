import { desireUid, placesToAsk } from './desireOf';
import { resourceKey } from './keys';
import type {
  DriftDelivery,
  DriftDesire,
  DriftInputs,
  Sighting,
} from './types';

/** Of one cluster: a hub with a thousand of them is not asked for everything at once. */
const MOST = 100;

/** Of what differs and nobody tells from what: how its engine is asked. */
export class Desires {
  readonly #inputs: Pick<DriftInputs, 'differences' | 'desiring'>;
  readonly #desires = new Map<string, DriftDesire>();

  constructor(inputs: Pick<DriftInputs, 'differences' | 'desiring'>) {
    this.#inputs = inputs;
  }

  add(
    { id, adapter, observer, fact }: DriftDelivery,
    { resource, verdict, found }: Sighting,
  ): void {
    const { differences, desiring } = this.#inputs;
    const { group, kind, namespace = '', name } = fact.source;
    const how = desiring.find(
      each =>
        each.adapter === adapter &&
        each.of.group === group &&
        each.of.kind === kind,
    );
    // What is missing, or nobody asked for, is told by that; what is behind has a release for its reason.
    if (!how || found?.data.isWhole || found?.class === 'behind') return;
    // It is the object of the delivery itself.
    if (resource.kind === kind && resource.group === group) return;
    const own = differences.get(resourceKey(resource));
    const asked = placesToAsk(own);
    const isUntold = verdict === 'drifted' && !own?.fact.total;
    if (asked.length === 0 && !(how.comparesItself && isUntold)) return;
    const uid = desireUid(id, resource, asked);
    this.#desires.set(uid, {
      uid,
      observer,
      adapter,
      question: how.question,
      of: { group, kind, namespace, name },
      subject: fact.subject,
      resource,
      asked,
    });
  }

  /** In one order, so that those that are too many are always the same. */
  get all(): DriftDesire[] {
    return [...this.#desires.values()]
      .sort((left, right) => (left.uid < right.uid ? -1 : 1))
      .slice(0, MOST);
  }
}
