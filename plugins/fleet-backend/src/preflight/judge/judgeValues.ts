import vm from 'node:vm';
import type {
  FleetCheck,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import Ajv from 'ajv';
import { failed, notApplicable, passed, someOf, unknown } from '../../verify';

const CHECK = 'values-schema';
/** A schema may have patterns that never come to an end. */
const WITHIN_MS = 500;
const MOST_PROBLEMS = 10;

/** Whether the values of a chart fit its schema. */
export function judgeValues(
  given: PreflightRequest['values'],
  asOf: string,
): FleetCheck {
  if (!given) {
    return notApplicable(CHECK, 'No schema of values was handed in.');
  }
  let problems: string[];
  try {
    problems = problemsOf(given);
  } catch (error) {
    return unknown(
      CHECK,
      'not-evaluated',
      `The values could not be held against the schema: ${wordsOf(error)}.`,
      {
        advice: 'See that it is a JSON Schema, and refers to nothing outside.',
      },
    );
  }
  const evidence = [
    {
      source: 'schema of the values',
      says: problems.length === 0 ? 'lets them pass' : someOf(problems),
      confirmedAt: asOf,
    },
  ];
  return problems.length === 0
    ? passed(CHECK, 'The values fit their schema.', evidence)
    : failed(
        CHECK,
        `The values do not fit their schema: ${someOf(problems)}.`,
        evidence,
        'Correct the values.',
      );
}

/** @throws Error where the schema is none, or takes too long */
function problemsOf({
  schema,
  values,
}: NonNullable<PreflightRequest['values']>): string[] {
  // Whatever dialect it says that it is in: another is not known, and most are alike.
  const { $schema: _, ...own } = schema;
  const run = () => {
    const ajv = new Ajv({
      strict: false,
      logger: false,
      allErrors: false,
      validateFormats: false,
      addUsedSchema: false,
    });
    const validate = ajv.compile(own);
    return validate(values) === true
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message }) =>
            `${instancePath || '/'} ${message ?? 'does not fit'}`,
        );
  };
  const problems: string[] = vm.runInNewContext(
    'run()',
    { run },
    {
      timeout: WITHIN_MS,
    },
  );
  return [...problems].slice(0, MOST_PROBLEMS);
}

function wordsOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    ? `it takes more than ${WITHIN_MS} ms`
    : String(message).slice(0, 200);
}
