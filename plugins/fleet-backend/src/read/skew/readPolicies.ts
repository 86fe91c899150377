import { objectKey, readOwnStatements } from './readOwnStatements';
import type { SkewReading, Trait } from './types';

/** Which policies clusters have, and what they do about what breaks them. */
export function readPolicies(reading: SkewReading): Promise<Trait[]> {
  return readOwnStatements(reading, {
    aspect: 'policy',
    type: 'policy',
    fields: { enforcement: ['enforcement'] },
    keyOf: row => `${row.adapter}/${objectKey(row)}`,
    valueOf: ({ enforcement }) => enforcement ?? undefined,
  });
}
