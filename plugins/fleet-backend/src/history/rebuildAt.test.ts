import fc from 'fast-check';
import { describeDatabases } from '../__testUtils__/databases';
import { happenings, live } from '../__testUtils__/happenings';
import { rebuildAt } from './rebuildAt';

/*
 * Whatever happens in whatever order, watched or not: what is rebuilt of a time is
 * what was then, where somebody watched; where nobody did, nothing is claimed.
 */

/** From flapping to slow. */
const fastAndSlow = happenings(
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(1_000, 20_000) },
    { weight: 1, arbitrary: fc.constantFrom(400_000, 4_000_000) },
  ),
  60,
);

describeDatabases('what instances were', database => {
  it('is the truth where somebody watched, and nothing where nobody did', async () => {
    const knex = await database.open();
    const seen = { known: 0, gap: 0, interval: 0, absent: 0 };
    await fc.assert(
      fc.asyncProperty(fastAndSlow, async sequence => {
        const truth = await live(knex, sequence);
        for (const [
          index,
          { from, state, isWatched: wasWatched },
        ] of truth.entries()) {
          const until = truth[index + 1]?.from ?? from + 1_000;
          for (const at of [from, Math.floor((from + until) / 2), until - 1]) {
            const [was, ...more] = await rebuildAt({
              knex,
              at,
              within: { clusterIds: ['c-1'] },
            });
            expect(more).toEqual([]);
            if (!wasWatched) {
              // It may be said that nothing is known, and what was known last.
              expect([
                undefined,
                'gap',
                'interval',
                'before-watching',
              ]).toContain(was?.certainty);
              expect(was?.present).toBeUndefined();
              seen.gap += 1;
            } else if (!was) {
              expect(state).toBeUndefined();
              seen.absent += 1;
            } else if (was.certainty === 'known') {
              expect({ at, ...was.state }).toEqual({ at, ...state });
              seen.known += 1;
            } else {
              // Only where it went to and fro, and what it was is among what is named.
              expect({ at, certainty: was.certainty }).toEqual({
                at,
                certainty: 'interval',
              });
              const told = (was.state ?? {}) as Record<string, unknown>;
              for (const [field, value] of Object.entries(state ?? {})) {
                const values =
                  was.between?.[
                    field === 'desiredVersion'
                      ? 'desired-version'
                      : (field as 'health')
                  ];
                const isNamed = values?.includes(
                  Array.isArray(value) ? value.join(',') : String(value),
                );
                const hasFlapped = was.between?.presence !== undefined;
                // Without an engine its sync is not known, whatever was named.
                const isSync =
                  field === 'sync' && was.between?.engines !== undefined;
                if (!isNamed && !hasFlapped && !isSync) {
                  expect({ at, field, value: told[field] }).toEqual({
                    at,
                    field,
                    value,
                  });
                }
              }
              if (!state) expect(was.between?.presence).toContain('absent');
              seen.interval += 1;
            }
          }
        }
      }),
      { numRuns: database.isPostgres ? 10 : 40, seed: 20261129 },
    );
    // None of it was shown by never being asked.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });
});
