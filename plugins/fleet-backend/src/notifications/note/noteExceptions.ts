import { exceptionStateOf } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { LedgerRules } from '../../exceptions/ExceptionAccess';
import { readLedger } from '../../exceptions/readLedger';
import type { StoredException } from '../../exceptions/StoredException';
import { DAY_MS } from '../../history/retention';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { AnyNews, News, NotificationKind } from '../kinds';
import type { Watch } from '../watches';
import { exceptionPeople } from './exceptionPeople';
import { noteNews } from './noteNews';

/** Names that a line takes; the rest is counted. */
const WAIVES = 20;

/**
 * Notes which exceptions of the ledger end soon, and which have ended since somebody is
 * told. One that was never in force ends for nobody; one that was never longer than a
 * warning ahead needs none.
 */
export async function noteExceptions(options: {
  knex: Knex;
  now: number;
  watches: ReadonlyMap<NotificationKind, Watch>;
  entities: EntityIndex;
  /** How many have to approve, and the like. */
  rules: LedgerRules;
}): Promise<void> {
  const { knex, now, watches, entities, rules } = options;
  const ledger = await readLedger({ knex, now, rules });
  const news = ledger.flatMap(exception => {
    const found = newsOf(exception, now, rules);
    const watch = found && watches.get(found.kind);
    if (!found || !watch) return [];
    if (
      found.kind === 'exception-expired' &&
      exception.expiresAt < watch.since
    ) {
      return [];
    }
    return exceptionPeople(exception, entities).map(
      (recipient): News => ({
        ...found,
        recipient,
        key:
          found.kind === 'exception-expiring'
            ? [exception.id, found.data.withinDays]
            : [exception.id],
        subject: ['exception', exception.id],
        isUrgent: false,
      }),
    );
  });
  await noteNews(knex, { news, now });
}

type ExceptionEnds = Extract<
  AnyNews,
  { kind: 'exception-expiring' | 'exception-expired' }
>;

function newsOf(
  { kind, scope, expiresAt, ledger }: StoredException,
  now: number,
  rules: LedgerRules,
): ExceptionEnds | undefined {
  const data = {
    type: kind,
    waives: [
      ...scope.policies.map(({ name }) => name),
      ...scope.subjects,
    ].slice(0, WAIVES),
    expiresAt,
  };
  const { state, withinDays, inForceSince } = exceptionStateOf(
    ledger,
    now,
    rules,
  );
  if (state === 'expiring' && withinDays !== undefined) {
    const lasts = expiresAt - (inForceSince ?? expiresAt);
    return lasts > withinDays * DAY_MS
      ? { kind: 'exception-expiring', data: { ...data, withinDays } }
      : undefined;
  }
  if (state !== 'expired') return undefined;
  const before = exceptionStateOf(ledger, expiresAt - 1, rules).state;
  return before === 'active' || before === 'expiring'
    ? { kind: 'exception-expired', data }
    : undefined;
}
