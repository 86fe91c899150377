import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  FleetFilter,
  FleetFilterKey,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { UNASSIGNED } from '../derive/resolveAttributes';

/**
 * A condition in a form that is easy to ask of anything: without negations but
 * at the leaves. What is not known of something satisfies neither a leaf nor its
 * opposite, so that nobody sees what only might be theirs.
 */
export type Expression =
  | { type: 'constant'; value: boolean }
  | {
      type: 'in';
      key: FleetFilterKey;
      /** Sorted. */
      values: string[];
      isNegated: boolean;
      /** What has no value passes as well. */
      orUnknown: boolean;
    }
  | { type: 'all' | 'any'; parts: Expression[] };

/** What is asked: a cluster, or a cell of one. Absent is not known. */
export type Subject = {
  /** Its id, and the names that an operator gave it; none of one that nobody knows yet. */
  cluster: readonly string[];
} & Partial<Record<Exclude<FleetFilterKey, 'cluster'>, string>>;

export const EVERYTHING: Expression = { type: 'constant', value: true };
export const NOTHING: Expression = { type: 'constant', value: false };

/** Whether it lets everything through. */
export function isEverything(expression: Expression): boolean {
  return expression.type === 'constant' && expression.value;
}

/**
 * @param options.showOwnerless - whether what nobody owns passes conditions on
 *   owners
 */
export function toExpression(
  criteria: PermissionCriteria<FleetFilter>,
  options: { showOwnerless: boolean },
  isNegated = false,
): Expression {
  if ('allOf' in criteria) {
    return joined(
      isNegated ? 'any' : 'all',
      criteria.allOf.map(part => toExpression(part, options, isNegated)),
    );
  }
  if ('anyOf' in criteria) {
    return joined(
      isNegated ? 'all' : 'any',
      criteria.anyOf.map(part => toExpression(part, options, isNegated)),
    );
  }
  if ('not' in criteria) {
    return toExpression(criteria.not, options, !isNegated);
  }
  const { key, values } = criteria;
  return {
    type: 'in',
    key,
    // That nothing is known is no value: nobody owns by the name of it.
    values: [...new Set(values)].filter(value => value !== UNASSIGNED).sort(),
    isNegated,
    orUnknown: key === 'owner' && options.showOwnerless,
  };
}

/** Of several, all or any has to hold. What is decided already is not asked again. */
export function joined(type: 'all' | 'any', parts: Expression[]): Expression {
  // Where it occurs it decides; elsewhere it says nothing.
  const deciding = type === 'any';
  const open: Expression[] = [];
  for (const part of parts) {
    if (part.type !== 'constant') open.push(part);
    else if (part.value === deciding) return part;
  }
  if (open.length === 0) return { type: 'constant', value: !deciding };
  return open.length === 1 ? open[0] : { type, parts: open };
}

/** Whether something satisfies an expression. */
export function satisfies(subject: Subject, expression: Expression): boolean {
  switch (expression.type) {
    case 'constant':
      return expression.value;
    case 'all':
      return expression.parts.every(part => satisfies(subject, part));
    case 'any':
      return expression.parts.some(part => satisfies(subject, part));
    default: {
      const { key, values, isNegated, orUnknown } = expression;
      if (key === 'cluster') {
        // Of one that nobody knows yet it is not known either which it is not.
        return (
          subject.cluster.length > 0 &&
          subject.cluster.some(name => values.includes(name)) !== isNegated
        );
      }
      const value = subject[key];
      if (value === undefined) return orUnknown;
      return values.includes(value) !== isNegated;
    }
  }
}
