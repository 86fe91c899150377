import {
  exceptionDebt,
  EXCEPTION_KINDS,
  EXCEPTION_STATES,
  exceptionStateOf,
  type FleetExceptionPage,
  type ListExceptionsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { decodeCursor, encodeCursor } from '../read/cursor';
import { toTime, type ReadContext } from '../read/types';
import type { ExceptionAccess, LedgerRules } from './ExceptionAccess';
import { passesFilter } from './passesFilter';
import { readingOf } from './readingOf';
import { readLedger } from './readLedger';
import type { StoredException } from './StoredException';
import { toException } from './toException';

const LIMIT = 100;

/** The ledger as who asks may see it, those that were asked for last first. */
export async function listExceptions(
  context: ReadContext,
  access: ExceptionAccess,
  query: ListExceptionsQuery,
): Promise<FleetExceptionPage> {
  const { now, cursorKey } = context;
  const ledger = await readLedger({ ...context, rules: access.rules });
  const passing = ledger.filter(each => passesFilter(each, access, query));
  const visible = passing.filter(({ scope }) => access.sees(scope));
  const stateOf = ({ ledger: own }: StoredException) =>
    exceptionStateOf(own, now, access.rules).state;
  const isInState = (each: StoredException) =>
    !query.state?.length || query.state.includes(stateOf(each));
  const wanted = visible.filter(isInState);
  const ofAnyKind = ledger.filter(
    each =>
      passesFilter(each, access, { ...query, kind: undefined }) &&
      access.sees(each.scope) &&
      isInState(each),
  );
  const cursor = decodeCursor(query.cursor, 'exception', 'number', cursorKey);
  const rest = cursor
    ? wanted.filter(
        ({ requestedAt, id }) =>
          requestedAt < cursor.value ||
          (requestedAt === cursor.value && id < cursor.id),
      )
    : wanted;
  const shown = rest.slice(0, query.limit ?? LIMIT);
  const last = shown.at(-1);
  const reading = await readingOf(context, access, shown);
  return {
    asOf: toTime(now) as string,
    items: shown.map(each => toException(each, reading)),
    ...(rest.length > shown.length && last
      ? {
          nextCursor: encodeCursor(
            { sort: 'exception', value: last.requestedAt, id: last.id },
            cursorKey,
          ),
        }
      : {}),
    totals: {
      total: visible.length,
      states: countOf(EXCEPTION_STATES, visible.map(stateOf)),
      kinds: countOf(
        EXCEPTION_KINDS,
        ofAnyKind.map(({ kind }) => kind),
      ),
      debt: debtOf(visible, now, access.rules),
    },
    hidden: context.tellsHidden ? passing.length - visible.length : 0,
    mayRequest: access.mayRequest,
    ...(access.seesAll ? {} : { limited: ['findings' as const] }),
  };
}

/** How often there is each; none is 0. */
function countOf<T extends string>(
  all: readonly T[],
  found: readonly T[],
): Record<T, number> {
  const counts = Object.fromEntries(all.map(each => [each, 0])) as Record<
    T,
    number
  >;
  for (const each of found) counts[each] += 1;
  return counts;
}

/** Days are told to a tenth. */
function debtOf(
  visible: readonly StoredException[],
  now: number,
  rules: LedgerRules,
) {
  const debt = exceptionDebt(
    visible.map(({ ledger }) => ledger),
    now,
    rules,
  );
  return { ...debt, weightDays: Math.round(debt.weightDays * 10) / 10 };
}
