import { DAY_MS } from '../../history/retention';
import type { NewsData } from '../kinds';
import { recipientOf } from '../recipients';
import { addPlace } from './places';

/** A critical failure that was not noted yet. */
export type UnnotedFailure = {
  id: number;
  unit: string;
  clusterId: string;
  clusterName: string;
  owner: string;
  engine: string;
  policy: string;
  /** When it was seen to begin; absent where it failed when somebody looked for the first time. */
  firstFailedAt?: number;
  /** It failed and was told on this day before: it is not urgent. */
  isAgain?: boolean;
};

export type FailureData = NewsData['critical-failure'];

/** What is noted of some failures as one. */
export type FailureNews = {
  recipient: string;
  subject: readonly string[];
  isUrgent: boolean;
  data: FailureData;
  /** Of the first of them. */
  firstId: number;
};

/** Policies that a summary names; that there are more is said. */
const POLICIES = 20;

/**
 * What is noted of failures: of new ones one piece of news for each owner and policy, of
 * those that are none one for each owner. One is new that was seen to begin since somebody
 * is told, and not long before it could be told, as by whom a thing is owned only now.
 *
 * @param options.since - since when somebody is told, in milliseconds since 1970
 */
export function failureNews(
  failures: readonly UnnotedFailure[],
  options: { since: number; now: number },
): FailureNews[] {
  const news = new Map<string, FailureNews>();
  for (const failure of failures) {
    const recipient = recipientOf(failure.owner);
    if (!recipient) continue;
    const isNew = isNewFailure(failure, options);
    const subject = subjectOf(failure, isNew);
    const key = JSON.stringify([recipient, ...subject]);
    const known = news.get(key) ?? {
      recipient,
      subject,
      isUrgent: false,
      data: isNew ? newData(failure) : alreadyData(),
      firstId: failure.id,
    };
    news.set(key, known);
    if (isNew && !failure.isAgain) known.isUrgent = true;
    known.data = mergeData(known.data, dataOf(failure, known.data));
  }
  return [...news.values()];
}

/** Whether it was seen to begin since somebody is told, and not long ago. */
export function isNewFailure(
  { firstFailedAt }: UnnotedFailure,
  { since, now }: { since: number; now: number },
): boolean {
  return (
    firstFailedAt !== undefined &&
    firstFailedAt >= Math.max(since, now - DAY_MS)
  );
}

/** What the news of a failure is about. */
export function subjectOf(
  { engine, policy }: UnnotedFailure,
  isNew: boolean,
): readonly string[] {
  return isNew ? ['policy', engine, policy] : ['already'];
}

/** What was noted and not sent yet, with what came since. */
export function mergeData(known: FailureData, more: FailureData): FailureData {
  const merged = structuredClone(known);
  merged.things += more.things;
  for (const [id, { name, things }] of Object.entries(more.places)) {
    addPlace(merged, { id, name }, things);
  }
  if (more.morePlaces) merged.morePlaces = true;
  if (merged.what === 'new' && more.what === 'new') {
    merged.since = Math.min(merged.since, more.since);
  }
  if (merged.what === 'already' && more.what === 'already') {
    const policies = [...new Set([...merged.policies, ...more.policies])];
    merged.policies = policies.slice(0, POLICIES);
    if (more.morePolicies || policies.length > POLICIES) {
      merged.morePolicies = true;
    }
  }
  return merged;
}

function newData(failure: UnnotedFailure): FailureData {
  const { engine, policy, firstFailedAt: since = 0 } = failure;
  return { what: 'new', engine, policy, since, things: 0, places: {} };
}

function alreadyData(): FailureData {
  return { what: 'already', things: 0, policies: [], places: {} };
}

/** One failure as it is added to others. */
function dataOf(failure: UnnotedFailure, kind: FailureData): FailureData {
  const { clusterId, clusterName, engine, policy, firstFailedAt } = failure;
  const common = {
    things: 1,
    places: { [clusterId]: { name: clusterName, things: 1 } },
  };
  return kind.what === 'new'
    ? {
        what: 'new',
        engine,
        policy,
        since: firstFailedAt ?? kind.since,
        ...common,
      }
    : { what: 'already', policies: [policy], ...common };
}
