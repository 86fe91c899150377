import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import type { AuditDetails } from '../audit/events';

/** What the audit keeps of a row of the price sheet; without prices it ends those before it. */
export function auditOf(row: PriceRow): AuditDetails<'price-set'> {
  const { provider, region, instanceType, currency, validFrom } = row;
  return {
    ...(provider && { provider }),
    ...(region && { region }),
    ...(instanceType && { instanceType }),
    ...(row.cpuHour !== undefined && { cpuHour: row.cpuHour }),
    ...(row.gibHour !== undefined && { gibHour: row.gibHour }),
    ...(row.volumeGibHour !== undefined && {
      volumeGibHour: row.volumeGibHour,
    }),
    ...(row.gpuHour !== undefined && { gpuHour: row.gpuHour }),
    currency,
    validFrom,
  };
}

/** What a row is called in the audit: what it is the price of. */
export function titleOf(row: PriceRow): string {
  const { provider = '*', region = '*', instanceType = '*' } = row;
  return `${provider} / ${region} / ${instanceType} ${row.currency}`.slice(
    0,
    253,
  );
}
