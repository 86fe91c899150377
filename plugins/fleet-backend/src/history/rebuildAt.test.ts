import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describeDatabases } from '../__testUtils__/databases';
import { happenings, live } from '../__testUtils__/happenings';
import type { InstanceState } from './InstanceState';
import { rebuildAt } from './rebuildAt';
import type { InstanceAt } from './rebuildInstance';

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

/** What is said that was not so, or that nobody can know. */
function contradictions(
  was: InstanceAt | undefined,
  state: InstanceState | undefined,
  isWatched: boolean,
): string[] {
  if (!isWatched) {
    // It may be said that nothing is known, and what was known last.
    return was?.certainty === 'known' || was?.present !== undefined
      ? ['claims what nobody saw']
      : [];
  }
  if (!was) return state ? ['claims that it was not there'] : [];
  if (was.certainty === 'known') {
    return isDeepStrictEqual(was.state, state)
      ? []
      : [`claims ${JSON.stringify(was.state)}`];
  }
  // Only where it went to and fro, and what it was is among what is named.
  if (was.certainty !== 'interval') return [`is ${was.certainty}`];
  const { between = {} } = was;
  if (!state) {
    return between.presence?.includes('absent')
      ? []
      : ['claims that it was there'];
  }
  if (between.presence) return [];
  const told = { ...was.state } as Record<string, unknown>;
  return Object.entries(state).flatMap(([name, value]) => {
    const field = name === 'desiredVersion' ? 'desired-version' : name;
    const named = between[field as keyof typeof between];
    if (named?.includes(Array.isArray(value) ? value.join(',') : value)) {
      return [];
    }
    // Without an engine its sync is not known, whatever was named.
    if (name === 'sync' && between.engines) return [];
    return isDeepStrictEqual(told[name], value)
      ? []
      : [`claims ${name} ${JSON.stringify(told[name])}`];
  });
}

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
            expect({
              at,
              wrong: contradictions(was, state, wasWatched),
            }).toEqual({ at, wrong: [] });
            if (!wasWatched) seen.gap += 1;
            else if (!was) seen.absent += 1;
            else if (was.certainty === 'known') seen.known += 1;
            else seen.interval += 1;
          }
        }
      }),
      { numRuns: database.isPostgres ? 10 : 40, seed: 20261129 },
    );
    // None of it was shown by never being asked.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });
});
