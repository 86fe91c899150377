import type { QuotaFact } from '@fleetview/backstage-plugin-fleet-common';
import { objectKey, readOwnStatements } from './readOwnStatements';
import type { SkewReading, Trait } from './types';

/** What namespaces may take. */
export function readQuotas(reading: SkewReading): Promise<Trait[]> {
  return readOwnStatements(reading, {
    aspect: 'quota',
    type: 'quota',
    fields: { hard: ['hard'], total: ['hardTotal'], scopes: ['scopes'] },
    keyOf: objectKey,
    valueOf: ({ hard, total, scopes }) => {
      const limits: QuotaFact['hard'] = JSON.parse(hard);
      const counted: QuotaFact['scopes'] = JSON.parse(scopes);
      return [
        limits
          .map(({ resource, limit }) => `${resource} ${limit}`)
          .join(', ') || 'no limits',
        // Of limits that are cut it is not known whether they are the same.
        ...(Number(total) > limits.length ? [`of ${total}`] : []),
        ...(counted.length > 0 ? [`of ${counted.join('; ')}`] : []),
      ].join(' ');
    },
  });
}
