import type { NotificationSeverity } from '@backstage/plugin-notifications-common';
import { HEADLINE_DRIFT_CLASSES } from '@fleetview/backstage-plugin-fleet-common';
import type { AnyNews, NewsData } from '../kinds';
import { cleanText } from './cleanText';
import { clusterLink, driftLink, entityLink, exceptionsLink } from './links';
import { moneyText } from './moneyText';
import { counted, placesText } from './placesText';

/** A piece of news in words; titles and lines are single lines without markup. */
export type Described = {
  title: string;
  /** Says more than the title, and enough without it. */
  line: string;
  severity: NotificationSeverity;
  /** A page of the portal. */
  link: string;
};

type Describe<K extends keyof NewsData> = (
  data: NewsData[K],
  recipient: string,
) => Described;

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

const time = (at: number) =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const criticalFailure: Describe<'critical-failure'> = (data, recipient) => {
  const link = entityLink(recipient, 'compliance');
  const where = placesText(data.places, data.morePlaces);
  const failures = counted(data.things, 'critical failure');
  if (data.what === 'already') {
    const policies = `${data.morePolicies ? 'more than ' : ''}${counted(
      data.policies.length,
      'policy',
      'policies',
    )}`;
    return {
      title: `${failures} that ${data.things === 1 ? 'is' : 'are'} not new`,
      line: `${failures} of ${policies} ${
        data.things === 1 ? 'was' : 'were'
      } there before you could be told of new ones: ${where}`,
      severity: 'normal',
      link,
    };
  }
  const policy = cleanText(data.policy);
  return {
    title: `Critical policy '${policy}' fails`,
    line: `Critical policy '${policy}' (${cleanText(
      data.engine,
    )}) began to fail: ${counted(
      data.things,
      'failure',
    )} on ${where}, since ${time(data.since)}`,
    severity: 'critical',
    link,
  };
};

function waived({
  type,
  waives,
}: Pick<NewsData['exception-expired'], 'type' | 'waives'>): string {
  const [first, ...others] = waives;
  const of = first === undefined ? '' : ` of '${cleanText(first)}'`;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${cleanText(type)} exception${of}${more}`;
}

const capital = (text: string) =>
  `${text.slice(0, 1).toLocaleUpperCase('en')}${text.slice(1)}`;

const exceptionExpiring: Describe<'exception-expiring'> = data => {
  const within = counted(data.withinDays, 'day');
  const what = capital(waived(data));
  return {
    title: `${what} ends within ${within}`,
    line: `${what} ends on ${day(data.expiresAt)}, within ${within}`,
    severity: data.withinDays <= 1 ? 'high' : 'normal',
    link: exceptionsLink({ state: 'expiring' }),
  };
};

const exceptionExpired: Describe<'exception-expired'> = data => {
  const what = capital(waived(data));
  return {
    title: `${what} has ended`,
    line: `${what} ended on ${day(
      data.expiresAt,
    )}, and nothing is in its place`,
    severity: 'high',
    link: exceptionsLink({ state: 'expired' }),
  };
};

const exceptionOverdue: Describe<'exception-overdue'> = data => {
  const { things, namespace, name, cluster, expiredAt, confirmed } = data;
  const what = cleanText(namespace ? `${namespace}/${name}` : name);
  const where = cleanText(cluster.name);
  const ended =
    expiredAt === undefined
      ? 'what the ledger allows has ended'
      : `it should have ended on ${day(expiredAt)}`;
  if (things > 1) {
    return {
      title: `${things} exceptions are still applied on ${where}`,
      line: `${things} exceptions ${
        confirmed
          ? 'are still applied'
          : 'are still applied, or were when last seen,'
      } on ${where} though their time is over: ${cleanText(
        data.kind,
      )} '${what}' (${cleanText(data.engine)}) and ${things - 1} more`,
      severity: 'high',
      link: exceptionsLink({ view: 'applied' }),
    };
  }
  return {
    title: `Exception '${what}' is still applied on ${where}`,
    line: `${cleanText(data.kind)} '${what}' (${cleanText(data.engine)}) ${
      confirmed ? 'is still applied' : 'was still applied when last seen'
    } on ${where}: ${ended}`,
    severity: 'high',
    link: exceptionsLink({ view: 'applied' }),
  };
};

const engineLost: Describe<'engine-lost'> = data => {
  const { engine, cluster, how, reason } = data;
  const where = cleanText(cluster.name);
  const what = cleanText(engine);
  const because = reason ? ` (${cleanText(reason, 120)})` : '';
  return {
    title:
      how === 'gone'
        ? `${what} is gone from ${where}`
        : `${what} on ${where} cannot be read`,
    line:
      how === 'gone'
        ? `${what} is gone from ${where}: it ran there, and the cluster answers and has none of its kinds any more`
        : `${what} on ${where} cannot be read any more, though the cluster answers${because}; whether it still runs is not known`,
    severity: 'high',
    link: clusterLink(cluster.id, 'policies'),
  };
};

function budgetOf({
  of,
  name,
  period,
}: Pick<NewsData['budget-crossed'], 'of' | 'name' | 'period'>): string {
  return `${of} ${cleanText(name)}'s budget of the ${period}`;
}

function budgetLink({
  of,
  target,
}: Pick<NewsData['budget-crossed'], 'of' | 'target'>): string {
  return of === 'cluster'
    ? clusterLink(target, 'cost')
    : entityLink(target, 'cost');
}

const budgetCrossed: Describe<'budget-crossed'> = data => {
  const { threshold, used, limit, money, isAtLeast, first } = data;
  const budget = budgetOf(data);
  return {
    title: `${threshold} % of ${budget} is used`,
    line: `${threshold} % of ${budget} is used: ${
      isAtLeast ? 'at least ' : ''
    }${moneyText(used, money)} of ${moneyText(limit, money)} since ${first}`,
    severity: threshold >= 100 ? 'critical' : 'high',
    link: budgetLink(data),
  };
};

const budgetExpected: Describe<'budget-expected'> = data => {
  const { threshold, expected, low, high, limit, money, last } = data;
  const budget = budgetOf(data);
  const range =
    low === undefined || high === undefined
      ? ''
      : `, between ${moneyText(low, money)} and ${moneyText(high, money)}`;
  const confidence =
    data.confidence === 'low' ? ', by a forecast of low confidence' : '';
  return {
    title: `${threshold} % of ${budget} is expected to be used`,
    line: `${threshold} % of ${budget} is expected to be used by ${last}: ${moneyText(
      expected,
      money,
    )} of ${moneyText(limit, money)}${range}${confidence}`,
    severity: 'normal',
    link: budgetLink(data),
  };
};

/** As much as whoever asks may write. */
const LONGEST_NOTE = 500;

function differs(data: NewsData['drift']): string {
  if (data.class === 'missing') return 'is not there';
  if (data.class === 'extra') return 'is there, and is not asked for';
  const first = data.path ? ` in ${cleanText(data.path, 120)}` : '';
  const more = first && data.paths > 1 ? ` and ${data.paths - 1} more` : '';
  return `is not as desired (${data.class})${first}${more}`;
}

const drift: Describe<'drift'> = data => {
  const { namespace, name, cluster, author, note } = data;
  const what = `${cleanText(data.kind)} '${cleanText(
    namespace ? `${namespace}/${name}` : name,
  )}'`;
  const where = cleanText(cluster.name);
  const since = `since ${time(data.since)}${
    data.isAtLeast ? ' or longer' : ''
  }`;
  const by = author
    ? `, written by what calls itself '${cleanText(author)}'`
    : '';
  const unseen = data.isUnconfirmed ? ', and nobody sees it now' : '';
  const said = note ? `: '${cleanText(note, LONGEST_NOTE)}'` : '';
  return {
    title: `${what} drifts on ${where}`,
    line: `${what} on ${where} ${differs(
      data,
    )}, ${since}${by}${unseen}; ${cleanText(
      data.by,
    )} asks you to look at it${said}`,
    severity: HEADLINE_DRIFT_CLASSES.includes(data.class) ? 'high' : 'normal',
    link: driftLink(data.episode),
  };
};

const DESCRIBED: { [K in keyof NewsData]: Describe<K> } = {
  'critical-failure': criticalFailure,
  'exception-expiring': exceptionExpiring,
  'exception-expired': exceptionExpired,
  'exception-overdue': exceptionOverdue,
  'engine-lost': engineLost,
  'budget-crossed': budgetCrossed,
  'budget-expected': budgetExpected,
  drift,
};

/**
 * A piece of news in words. What comes from clusters is cleaned and cut, and never leads
 * anywhere.
 *
 * @param recipient - whom it is for, as a reference
 */
export function describeNews(news: AnyNews, recipient: string): Described {
  const describe = DESCRIBED[news.kind] as (
    data: AnyNews['data'],
    recipient: string,
  ) => Described;
  return describe(news.data, recipient);
}
