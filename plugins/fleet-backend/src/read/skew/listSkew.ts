import { hash } from 'node:crypto';
import {
  differingOf,
  SKEW_ASPECTS,
  type ListSkewQuery,
  type SkewPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { isComplete, toFleetCoverage } from '../fleetCoverage';
import { defined, type FleetReadContext } from '../types';
import { facetsOfSkew } from './facetsOfSkew';
import { judgeSkew, type SkewFilter } from './judgeSkew';
import { limitedOfSkew } from './limitedOfSkew';
import { descending, pageOf } from './pageOf';
import { SkewAnswers } from './SkewAnswers';
import type { SkewBasis } from './SkewBasis';

/** Groups that an answer lists. */
const GROUPS = 200;

/** What of a key decides the order; what is longer is told apart by all of it. */
const KEY_LENGTH = 400;

const answers = new SkewAnswers();

/** In what clusters that should be alike are not; what differs first. */
export async function listSkew(
  context: FleetReadContext,
  options: { adapters: readonly FleetAdapter[]; basis: SkewBasis },
  query: ListSkewQuery,
): Promise<SkewPage> {
  const { fleet, things } = context;
  const { cursor, limit, text, ...filter } = query;
  const judged = await answers.of(fleet, keyOf(filter, things?.key), () =>
    judgeSkew(context, options, filter),
  );
  const sought = text?.trim().toLocaleLowerCase('en');
  const lines = sought
    ? judged.lines.filter(({ key }) =>
        key.toLocaleLowerCase('en').includes(sought),
      )
    : judged.lines;
  const { items, nextCursor } = pageOf(lines, {
    sort: 'skew',
    rank: line => ({
      value: `${descending(differingOf(line.counts))}${descending(
        line.counts.unknown,
      )}${SKEW_ASPECTS.indexOf(line.aspect)}${line.key.slice(0, KEY_LENGTH)}`,
      id: hash('sha256', `${line.group.id}\n${line.key}`, 'base64url'),
    }),
    cursor,
    cursorKey: context.cursorKey,
    limit,
  });
  const differing = lines.filter(({ counts }) => differingOf(counts) > 0);
  return defined({
    asOf: new Date(fleet.takenAt).toISOString(),
    basis: {
      groupBy: options.basis.settings.groupBy,
      origin: options.basis.origin,
    },
    groups: judged.groups.slice(0, GROUPS),
    facets: facetsOfSkew(fleet.clusters, options.basis.settings, filter),
    ungrouped: judged.ungrouped,
    items,
    nextCursor,
    totals: {
      lines: lines.length,
      differing: differing.length,
      unknown: lines.filter(
        ({ counts }) => differingOf(counts) === 0 && counts.unknown > 0,
      ).length,
    },
    withheld: judged.withheld.length > 0 ? judged.withheld : undefined,
    coverage: toFleetCoverage(
      judged.clusters.length,
      judged.clusters.filter(row => !isComplete(row)),
    ),
    hidden: context.tellsHidden ? context.view?.hiddenClusters ?? 0 : 0,
    ...limitedOfSkew(context),
  });
}

/** The same for the same question, and for who may see the same. */
function keyOf(filter: SkewFilter, things: string | undefined): string {
  const { group, aspect, region } = filter;
  const sorted = [group, aspect, region].map(values =>
    values?.length ? [...values].sort() : [],
  );
  return JSON.stringify([sorted, things ?? 'all']);
}
