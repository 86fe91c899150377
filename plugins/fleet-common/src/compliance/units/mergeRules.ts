import { SEVERITIES } from '../../facts';
import { type ComplianceUnit, unitKeyOf } from './complianceUnit';
import { worstResult } from './results';

/**
 * What one rule found of one thing.
 *
 * @public
 */
export type RuleResult = Pick<
  ComplianceUnit,
  | 'resource'
  | 'severity'
  | 'result'
  | 'stale'
  | 'firstFailedAt'
  | 'controls'
  | 'standards'
>;

function allOf(
  units: readonly RuleResult[],
  name: 'controls' | 'standards',
): string[] {
  return [...new Set(units.flatMap(unit => unit[name] ?? []))];
}

function merged<T extends RuleResult>(units: readonly T[]): T {
  // Of all, and not only of those that are as bad: else an exemption of the worst would
  // make the unit weigh less.
  const severity = SEVERITIES.find(each =>
    units.some(unit => unit.severity === each),
  );
  const since = units.flatMap(unit =>
    unit.result === 'fail' ? unit.firstFailedAt ?? [] : [],
  );
  const one = {
    ...units[0],
    result: worstResult(units.map(unit => unit.result)),
    stale: units.some(unit => unit.stale),
    controls: allOf(units, 'controls'),
    standards: allOf(units, 'standards'),
    ...(severity && { severity }),
    ...(since.length > 0 && { firstFailedAt: Math.min(...since) }),
  };
  if (!severity) delete (one as RuleResult).severity;
  if (since.length === 0) delete (one as RuleResult).firstFailedAt;
  return one;
}

/**
 * Makes one unit of what several rules of a policy, or the same rule for several
 * containers, found of one resource: with the worst result, the worst severity, and since
 * when the first of them fails. What is about no single resource stays as it is.
 *
 * @param keyOf - what tells apart of what, and by whom, something is said
 * @public
 */
export function mergeRulesBy<T extends RuleResult>(
  units: readonly T[],
  keyOf: (unit: T) => string,
): T[] {
  const groups = new Map<string, T[]>();
  units.forEach((unit, index) => {
    const key = unit.resource === undefined ? String(index) : keyOf(unit);
    const known = groups.get(key);
    if (known) known.push(unit);
    else groups.set(key, [unit]);
  });
  return [...groups.values()].map(group =>
    group.length === 1 ? group[0] : merged(group),
  );
}

/**
 * {@link mergeRulesBy} of units, which say of what they are.
 *
 * @public
 */
export function mergeRules(units: readonly ComplianceUnit[]): ComplianceUnit[] {
  return mergeRulesBy(units, unitKeyOf);
}
