import type {
  FleetCheck,
  FleetCheckEvidence,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Asked, Review, ReviewAttributes } from '../ask/LiveSight';
import { failed, passed, someOf, unknown } from '../checks';
import type { WatchedKind } from '../watchedKinds';

const KIND = 'rbac';
const VERBS = ['list', 'watch'];

/** What has to be asked of the kinds that are not read: what is listed and watched proves itself. */
export function rightsToAsk(kinds: readonly WatchedKind[]): ReviewAttributes[] {
  return kinds
    .filter(({ isRead }) => !isRead)
    .flatMap(({ group, plural, namespace }) =>
      VERBS.map(verb => ({
        group,
        resource: plural,
        verb,
        ...(namespace === undefined ? {} : { namespace }),
      })),
    );
}

/** Whether everything that adapters watch there may be listed and watched. */
export function judgeRights(
  kinds: readonly WatchedKind[],
  asked: Asked,
): FleetCheck {
  const reviews = 'sight' in asked ? asked.sight.reviews : [];
  const read = kinds.filter(({ isRead }) => isRead);
  const others = kinds
    .filter(({ isRead }) => !isRead)
    .map(kind => ({ kind, verdict: verdictOf(kind, reviews) }));
  const denied = others.filter(({ verdict }) => verdict === 'denied');
  const open = others.filter(({ verdict }) => verdict === 'open');
  const allowed = others.filter(({ verdict }) => verdict === 'allowed');
  const evidence: FleetCheckEvidence[] = [
    ...(read.length > 0
      ? [
          {
            source: 'coverage',
            says: `${read.length} kinds are listed and watched`,
            confirmedAt: read
              .flatMap(({ confirmedAt }) => confirmedAt ?? [])
              .sort()[0],
          },
        ]
      : []),
    ...('sight' in asked && allowed.length > 0
      ? [
          {
            source: 'SelfSubjectAccessReview',
            says: `may list and watch ${someOf(
              allowed.map(({ kind }) => nameOf(kind)),
            )}`,
            confirmedAt: new Date(asked.sight.at).toISOString(),
          },
        ]
      : []),
  ];
  if (denied.length > 0) {
    const names = denied.map(({ kind }) => nameOf(kind));
    return failed(
      KIND,
      `${denied.length} of ${kinds.length} kinds may not be read: ${someOf(
        names,
      )}.`,
      [
        ...evidence,
        ...('sight' in asked
          ? [
              {
                source: 'SelfSubjectAccessReview',
                says: `may not list and watch ${someOf(names)}`,
                confirmedAt: new Date(asked.sight.at).toISOString(),
              },
            ]
          : []),
      ],
      `Grant get, list and watch on ${someOf(names, 50)}.`,
    );
  }
  if (open.length > 0 || kinds.length === 0) {
    return unknown(
      KIND,
      'cause' in asked ? asked.cause : 'not-evaluated',
      kinds.length === 0
        ? 'Which kinds are read there is not known yet.'
        : `Of ${open.length} of ${
            kinds.length
          } kinds it is not known whether they may be read: ${someOf(
            open.map(({ kind }) => nameOf(kind)),
          )}.`,
      { evidence },
    );
  }
  return passed(
    KIND,
    `All ${kinds.length} kinds that it serves of what adapters read may be read.`,
    evidence,
  );
}

function verdictOf(
  kind: WatchedKind,
  reviews: readonly Review[],
): 'allowed' | 'denied' | 'open' {
  const own = reviews.filter(
    ({ attributes }) =>
      attributes.group === kind.group &&
      attributes.resource === kind.plural &&
      attributes.namespace === kind.namespace,
  );
  const values = own.flatMap(({ answer }) =>
    'value' in answer ? [answer.value] : [],
  );
  if (values.includes(false)) return 'denied';
  return values.length === VERBS.length ? 'allowed' : 'open';
}

function nameOf({ group, plural, namespace }: WatchedKind): string {
  return `${group ? `${plural}.${group}` : plural}${
    namespace === undefined ? '' : ` in ${namespace}`
  }`;
}
