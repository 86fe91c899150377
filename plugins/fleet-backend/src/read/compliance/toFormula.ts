import type { FleetCompliance } from '@fleetview/backstage-plugin-fleet-common';
import type { ComplianceBasis } from './basis';

/**
 * What scores, grades and limits are computed with, for who wants to work them out.
 *
 * @param expectationsOfNoCluster - how many are meant for clusters that are not there; absent
 *   where that may not be told
 */
export function toFormula(
  { settings, origin }: Pick<ComplianceBasis, 'settings' | 'origin'>,
  expectationsOfNoCluster?: number,
): NonNullable<FleetCompliance['formula']> {
  const { expectations, exceptions: _, ...formula } = settings;
  return {
    ...formula,
    origin,
    expectations: expectations.length,
    ...(expectationsOfNoCluster === undefined
      ? {}
      : { expectationsOfNoCluster }),
  };
}
