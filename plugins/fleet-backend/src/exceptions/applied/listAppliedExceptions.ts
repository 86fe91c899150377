import type {
  AppliedExceptionAlert,
  AppliedExceptionPage,
  ExceptionFact,
  FleetAppliedException,
  ListAppliedExceptionsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { decodeCursor, encodeCursor } from '../../read/cursor';
import { sumFleetCoverage } from '../../read/fleetCoverage';
import { readClusterNames } from '../../read/readClusterNames';
import { hiddenInScope, inScope, limitedInScope } from '../../read/scopes';
import { defined, toTime, type ReadContext, type Row } from '../../read/types';
import type { ExceptionAccess } from '../ExceptionAccess';
import { readLedger } from '../readLedger';
import { alertsOf, matchOf, type LedgerMatch } from './alertsOf';
import { selectApplied } from './selectApplied';

const LIMIT = 100;
/** So many are looked at for one answer; that there are more is said. */
const MOST = 5_000;

/** Of which somebody should look at first. */
const URGENCY: readonly AppliedExceptionAlert[] = [
  'overdue',
  'ledger-ended',
  'not-in-ledger',
];

type Applied = {
  row: Row;
  fact: ExceptionFact;
  clusterId: string;
  match: LedgerMatch | undefined;
  currency: FleetAppliedException['currency'];
  alerts: AppliedExceptionAlert[];
  /** Its place in the list. */
  order: string;
};

/**
 * What policy engines exempt by themselves, held against the ledger: those first that are
 * applied beyond their end, then those that the ledger does not allow any more or never did.
 */
export async function listAppliedExceptions(
  context: ReadContext,
  access: ExceptionAccess,
  query: ListAppliedExceptionsQuery,
): Promise<AppliedExceptionPage> {
  const { knex, now, cursorKey, view } = context;
  const all = selectApplied(knex, query);
  const rows: Row[] = await inScope(context, all.clone(), 'fact')
    .orderBy('fact.id')
    .limit(MOST + 1)
    .select('fact.*');
  const read = rows.slice(0, MOST);
  const ledger = await readLedger({ ...context, rules: access.rules });
  const coverage = await readCoverageIndex(context, read);
  const found = read.map((row): Applied => {
    const fact: ExceptionFact = JSON.parse(row.data);
    const clusterId = row.subject ?? row.observer;
    const match = matchOf(
      { ...fact, engine: row.adapter, clusterId },
      ledger,
      now,
      access.rules,
    );
    const currency = currencyOf(row, coverage);
    const alerts = alertsOf(fact, match, { isCurrent: currency.current, now });
    return {
      row,
      fact,
      clusterId,
      match,
      currency,
      alerts,
      order: orderOf(row, alerts),
    };
  });
  const wanted = found
    .filter(
      ({ alerts }) =>
        !query.alert?.length ||
        alerts.some(alert => query.alert?.includes(alert)),
    )
    .sort(
      (left, right) =>
        compare(left.order, right.order) || compare(left.row.id, right.row.id),
    );
  const cursor = decodeCursor(query.cursor, 'applied', 'string', cursorKey);
  const rest = cursor
    ? wanted.filter(
        ({ order, row }) =>
          (compare(order, cursor.value) || compare(row.id, cursor.id)) > 0,
      )
    : wanted;
  const shown = rest.slice(0, query.limit ?? LIMIT);
  const last = shown.at(-1);
  const names = await readClusterNames(
    context,
    shown.flatMap(({ row, clusterId }) => [row.observer, clusterId]),
  );
  const count = (alert: AppliedExceptionAlert) =>
    found.filter(({ alerts }) => alerts.includes(alert)).length;
  const clusters = knex('cluster').whereNull('left_at').select('id');
  if (query.cluster?.length) void clusters.whereIn('id', query.cluster);
  if (view?.fleet.limited.includes('clusters')) {
    void clusters.whereIn('id', [...view.fleet.byId.keys()]);
  }
  return {
    asOf: toTime(now) as string,
    items: shown.map(each => toApplied(each, names, access)),
    ...(rest.length > shown.length && last
      ? {
          nextCursor: encodeCursor(
            { sort: 'applied', value: last.order, id: last.row.id },
            cursorKey,
          ),
        }
      : {}),
    totals: {
      total: found.length,
      overdue: count('overdue'),
      ledgerEnded: count('ledger-ended'),
      notInLedger: count('not-in-ledger'),
      stale: found.filter(({ currency }) => !currency.current).length,
      ...(rows.length > MOST ? { atLeast: true } : {}),
    },
    coverage: await sumFleetCoverage(context, clusters),
    hidden: await hiddenInScope(context, all, rows.length),
    ...limitedInScope(context, 'findings'),
  };
}

function toApplied(
  { row, fact, clusterId, match, currency, alerts }: Applied,
  names: ReadonlyMap<string, string>,
  access: ExceptionAccess,
): FleetAppliedException {
  const cluster = (id: string) => ({ id, name: names.get(id) ?? id });
  return defined({
    id: row.id,
    engine: row.adapter,
    kind: row.kind,
    namespace: row.namespace || undefined,
    name: row.name,
    cluster: cluster(clusterId),
    observer: cluster(row.observer),
    policies: fact.policies,
    scope: fact.scope,
    namespaces: fact.namespaces,
    reason: fact.reason,
    ticket: fact.ticket,
    requestedBy: fact.requestedBy,
    approvedBy: fact.approvedBy,
    createdAt: fact.createdAt,
    expiresAt: fact.expiresAt,
    currency,
    alerts,
    ledger: match && {
      match: match.match,
      state: match.state,
      ...(access.sees(match.exception.scope) ? { id: match.exception.id } : {}),
    },
  });
}

function orderOf(row: Row, alerts: readonly AppliedExceptionAlert[]): string {
  const urgency = Math.min(
    URGENCY.length,
    ...alerts.map(alert => URGENCY.indexOf(alert)),
  );
  return `${urgency}/${row.namespace}/${row.name}`.slice(0, 400);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
