import { answeredOperations } from '../routes/answeredOperations';
import { operations } from '../routes/operations';
import { describeDatabases } from '../__testUtils__/databases';
import { DifferentialRun, questions } from './DifferentialRun';

/** Over both databases; `FLEET_POLICIES` is another number. */
const POLICIES = Number(process.env.FLEET_POLICIES ?? 300) / 2;
/** Every policy is taken once; two thirds of them by one replica. */
const ONE = Math.ceil((POLICIES * 2) / 3);

/** Policies that are tried before the store is made smaller for each. */
const AT_ONCE = 10;

describe('what somebody gets', () => {
  it('is compared for every operation', () => {
    expect(Object.keys(questions).sort()).toEqual(
      Object.keys(operations).sort(),
    );
    expect(
      // What API servers send tells nothing to anybody.
      answeredOperations.map(({ id }) => id).sort(),
    ).toEqual(Object.keys(operations).sort());
  });
});

describeDatabases('what somebody gets who may not see all', database => {
  jest.setTimeout(120_000 + POLICIES * 5_000);

  it.each([
    { replicas: 1, from: 0, to: ONE },
    { replicas: 4, from: ONE, to: POLICIES },
  ])(
    'is what anybody gets of a store that holds nothing else: $replicas of the portal',
    async ({ replicas, from, to }) => {
      const run = await DifferentialRun.start(
        await database.open(),
        process.env.FLEET_POLICIES_SEED ?? 'permissions',
        replicas,
      );
      try {
        const numbers = Array.from(
          { length: to - from },
          (_, index) => from + index,
        );
        for (let done = 0; done < numbers.length; done += AT_ONCE) {
          await run.compare(numbers.slice(done, done + AT_ONCE));
        }
        // What all get, and what nobody gets, would prove little.
        expect(run.compared.differentFromWhole).toBeGreaterThan(to - from);
        expect(run.compared.notEmpty).toBeGreaterThan(to - from);
        expect(run.compared.runs).toBeGreaterThan((to - from) / 3);
        expect(run.compared.parts).toBeGreaterThan((to - from) / 3);
      } finally {
        await run.stop();
      }
    },
  );
});
