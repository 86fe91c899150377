import { factSchema } from '@fleetview/backstage-plugin-fleet-common';
import type { Mapped } from '../adapters';
import type { AdapterCase } from './cases';

/** Holds what was mapped to what a case says of it. */
export function expectCase(mapped: Mapped, expected: AdapterCase) {
  if ('skipped' in mapped || expected.skipped) {
    expect(mapped).toMatchObject({
      skipped: expected.skipped,
      ...(expected.detail
        ? { detail: expect.stringContaining(expected.detail) }
        : {}),
    });
    return;
  }
  for (const fact of mapped.facts) {
    expect(factSchema.parse(fact)).toEqual(fact);
  }
  // Objects match in part, lists as a whole: the number of facts is exact.
  expect(mapped.facts).toMatchObject(expected.facts ?? []);
  expected.absent?.forEach((fields, index) => {
    for (const field of fields) {
      expect(mapped.facts[index]).not.toHaveProperty(field);
    }
  });
}
