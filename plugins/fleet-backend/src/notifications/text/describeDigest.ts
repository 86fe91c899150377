import type { NotificationSeverity } from '@backstage/plugin-notifications-common';
import type { AnyNews, NotificationKind } from '../kinds';
import { describeNews, type Described } from './describeNews';
import { driftLink, entityLink } from './links';
import { counted } from './placesText';

/** Lines of a digest; how many more there are is said. */
const LINES = 20;

const SEVERITIES: readonly NotificationSeverity[] = [
  'critical',
  'high',
  'normal',
  'low',
];

/** What is told first, with its noun for the title. */
const ORDER: readonly [NotificationKind, string, string?][] = [
  ['critical-failure', 'policy failure'],
  ['budget-crossed', 'budget threshold'],
  ['drift', 'drift to look at', 'drifts to look at'],
  ['engine-lost', 'lost policy engine'],
  ['exception-overdue', 'overdue exception'],
  ['exception-expired', 'ended exception'],
  ['exception-expiring', 'ending exception'],
  ['budget-expected', 'budget expected to be used'],
];

const rankOf = (kind: NotificationKind) =>
  ORDER.findIndex(([each]) => each === kind);

/**
 * All that came together for somebody as one notification, what weighs most first.
 *
 * @param count - how many there are, of which some may not be among the news
 */
export function describeDigest(
  news: readonly AnyNews[],
  options: { recipient: string; count: number },
): Described {
  const { recipient, count } = options;
  const described = news
    .map(each => ({ ...each, ...describeNews(each, recipient) }))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        rankOf(a.kind) - rankOf(b.kind),
    );
  const [worst] = described;
  if (described.length === 1 && count === 1) return worst;
  const lines = described.slice(0, LINES).map(({ line }) => `${line}.`);
  const more = count - lines.length;
  if (more > 0) lines.push(`And ${more} more.`);
  const links = new Set(described.map(({ link }) => link));
  return {
    title: `Fleet: ${titleOf(news, count)}`,
    line: lines.join('\n'),
    severity: worst.severity,
    link: links.size === 1 ? worst.link : commonLink(news, recipient),
  };
}

/** Where all of it is, or most. */
function commonLink(news: readonly AnyNews[], recipient: string): string {
  if (news.every(({ kind }) => kind === 'drift')) return driftLink();
  const isOfCost = news.every(({ kind }) => kind.startsWith('budget-'));
  return entityLink(recipient, isOfCost ? 'cost' : 'compliance');
}

function titleOf(news: readonly AnyNews[], count: number): string {
  const parts = ORDER.flatMap(([kind, one, many]) => {
    const found = news.filter(each => each.kind === kind).length;
    return found > 0 ? [counted(found, one, many)] : [];
  });
  const more = count - news.length;
  return [...parts, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
