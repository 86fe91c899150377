import { Condition } from '../types';

/**
 * The conditions with one of them set: `lastTransitionTime` moves only when the
 * status does. Order is kept.
 */
export function setCondition(
  conditions: readonly Condition[] | undefined,
  condition: Condition,
  time: string,
  options: { withUpdateTime?: boolean } = {},
): Condition[] {
  const list = conditions ?? [];
  const current = list.find(({ type }) => type === condition.type);
  const isSame =
    current !== undefined &&
    current.status === condition.status &&
    current.reason === condition.reason &&
    current.message === condition.message;
  const next: Condition = {
    ...condition,
    lastTransitionTime:
      current && current.status === condition.status
        ? current.lastTransitionTime
        : time,
    ...(options.withUpdateTime && {
      lastUpdateTime: isSame ? current.lastUpdateTime : time,
    }),
  };
  return current
    ? list.map(entry => (entry === current ? next : entry))
    : [...list, next];
}

/** The conditions without those of some types. */
export function withoutConditions(
  conditions: readonly Condition[] | undefined,
  ...types: string[]
): Condition[] {
  return (conditions ?? []).filter(({ type }) => !types.includes(type));
}

/** The condition of a type. */
export function findCondition(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}
