import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import { failed, passed, someOf, unknown, type NotHad } from '../../verify';
import type { Admission } from '../read/dryRun';

const CHECK = 'admission';

/** What an API server said of each object, by what it is called. */
export type Admissions = readonly { of: string; admission: Admission }[];

/** Whether an API server would let all of it in, as it said in a dry run. */
export function judgeAdmission(
  asked: { value: Admissions } | NotHad,
  asOf: string,
): FleetCheck {
  if (!('value' in asked)) {
    return unknown(
      CHECK,
      asked.cause,
      `Whether it would be let in was not asked: ${asked.reason}.`,
    );
  }
  const admitted = asked.value.filter(
    ({ admission }) => admission.state === 'admitted',
  );
  const denied = asked.value.flatMap(({ of, admission }) =>
    admission.state === 'denied' ? [`${of}: ${admission.reason}`] : [],
  );
  const open = asked.value.flatMap(({ of, admission }) =>
    admission.state === 'open' ? [{ of, ...admission }] : [],
  );
  const evidence = [
    ...(admitted.length > 0
      ? [
          {
            source: 'dry run of the API server',
            says: `lets in ${someOf(admitted.map(({ of }) => of))}`,
            confirmedAt: asOf,
          },
        ]
      : []),
    ...denied.map(says => ({
      source: 'dry run of the API server',
      says,
      confirmedAt: asOf,
    })),
  ];
  if (denied.length > 0) {
    return failed(
      CHECK,
      `It would not be let in: ${someOf(denied, 3)}.`,
      evidence,
      'Change what is refused, or ask for an exception from the policy.',
    );
  }
  if (open.length > 0 || asked.value.length === 0) {
    const [first] = open;
    return unknown(
      CHECK,
      first?.cause ?? 'not-evaluated',
      first
        ? `Of ${open.length} of ${
            asked.value.length
          } it is not known whether they would be let in: ${someOf(
            open.map(({ of }) => of),
          )} (${first.reason}).`
        : 'There is nothing to ask it of.',
      { evidence },
    );
  }
  return passed(CHECK, `A dry run let all ${admitted.length} in.`, evidence);
}
