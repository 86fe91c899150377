import { SEVERITIES, type Severity } from '../../facts';
import { type ComplianceUnit, policyKeyOf } from '../units/complianceUnit';
import { countOf } from '../units/countUnits';
import { flooredPercent } from './flooredPercent';
import { scoreOf, type ScoreSettings } from './scoreOf';

/**
 * What one owner would have to put right of one policy, and what the score would gain.
 *
 * @public
 */
export type Mover = {
  engine: string;
  policy: string;
  /** Absent where it belongs to nobody: that is to be settled first. */
  owner?: string;
  /** The worst of what is not kept. */
  severity?: Severity;
  /** How many units are not kept, and on how many clusters. */
  units: number;
  clusters: number;
  /** What the score would be higher by, from 0 to 1. */
  gain: number;
  /** The score that it would come to. */
  score: number;
  percent?: number;
};

/** Exempt is not among them: whoever waived it did not ask for it to be repaired. */
const REPAIRABLE: readonly ComplianceUnit['result'][] = [
  'fail',
  'error',
  'warn',
];

function worstOf(units: readonly ComplianceUnit[]): Severity | undefined {
  return SEVERITIES.find(severity =>
    units.some(unit => unit.severity === severity),
  );
}

function compareText(left: string | undefined, right: string | undefined) {
  if (left === right) return 0;
  // What belongs to nobody comes last.
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -1 : 1;
}

function rankOf({ severity }: Mover): number {
  return severity === undefined
    ? SEVERITIES.length
    : SEVERITIES.indexOf(severity);
}

/**
 * What would move the score most, if all that is not kept of it were: by policy and owner,
 * the most first. Of equal gain the worse severity comes first, then more units, then
 * the name, so that the order is always the same. Where there is no score there is none.
 *
 * @param most - how many are told
 * @public
 */
export function moversOf(
  units: readonly ComplianceUnit[],
  settings?: ScoreSettings,
  most: number = 3,
): Mover[] {
  const groups = new Map<string, ComplianceUnit[]>();
  for (const unit of units) {
    if (!REPAIRABLE.includes(unit.result) || countOf(unit) === 0) continue;
    const key = JSON.stringify([policyKeyOf(unit), unit.owner ?? null]);
    const known = groups.get(key);
    if (known) known.push(unit);
    else groups.set(key, [unit]);
  }
  const { weight } = scoreOf(units, settings);
  if (!(weight.counted > 0)) return [];
  const before = weight.kept / weight.counted;
  return [...groups.values()]
    .map((group): Mover => {
      const [{ engine, policy, owner }] = group;
      const now = scoreOf(group, settings).weight;
      const then = scoreOf(
        group.map(unit => ({ ...unit, result: 'pass' as const })),
        settings,
      ).weight;
      const kept = weight.kept + then.kept;
      // A warning counts in full once it is kept.
      const counted = weight.counted + then.counted - now.counted;
      const severity = worstOf(group);
      const percent = flooredPercent(kept, counted);
      return {
        engine,
        policy,
        ...(owner !== undefined && { owner }),
        ...(severity && { severity }),
        units: group.reduce((sum, unit) => sum + countOf(unit), 0),
        clusters: new Set(group.map(({ cluster }) => cluster)).size,
        gain: kept / counted - before,
        score: kept / counted,
        ...(percent !== undefined && { percent }),
      };
    })
    .filter(({ gain }) => gain > 0)
    .sort(
      (left, right) =>
        right.gain - left.gain ||
        rankOf(left) - rankOf(right) ||
        right.units - left.units ||
        compareText(policyKeyOf(left), policyKeyOf(right)) ||
        compareText(left.owner, right.owner),
    )
    .slice(0, most);
}
