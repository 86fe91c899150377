import vm from 'node:vm';
import type {
  FleetCheck,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import Ajv from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
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
  const { $schema, $async, ...own } = schema;
  // It would answer when nobody looks any more, and its no would end the process.
  if ($async !== undefined) throw new Error("it has '$async'");
  const Dialect = dialectOf($schema);
  const run = () => {
    const ajv = new Dialect({
      strict: false,
      logger: false,
      validateFormats: false,
      addUsedSchema: false,
    });
    const validate = ajv.compile(own);
    if (validate(values) === true) return [];
    const { errors } = validate;
    if (!errors?.length) throw new Error('it says neither yes nor no');
    return errors.map(
      ({ instancePath, message }) =>
        `${instancePath || '/'} ${message ?? 'does not fit'}`,
    );
  };
  const problems: string[] = vm.runInNewContext(
    'run()',
    { run },
    { timeout: WITHIN_MS },
  );
  return [...problems].slice(0, MOST_PROBLEMS);
}

/** A keyword that a dialect does not know is no rule: the right one has to be taken. */
function dialectOf($schema: unknown): typeof Ajv {
  if ($schema === undefined) return Ajv;
  const written = String($schema);
  if (/2020-12/.test(written)) return Ajv2020 as unknown as typeof Ajv;
  if (/2019-09/.test(written)) return Ajv2019 as unknown as typeof Ajv;
  if (/draft-0[67]|json-schema\.org\/schema/.test(written)) return Ajv;
  throw new Error(`its dialect '${written.slice(0, 100)}' is not known here`);
}

function wordsOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    ? `it takes more than ${WITHIN_MS} ms`
    : String(message).slice(0, 200);
}
