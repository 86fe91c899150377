import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { spec } from '../schema/openapi.generated';

const ajv = addFormats(
  new Ajv({
    strict: false,
    allErrors: true,
    // To make the code shorter takes longer than to run it so few times.
    code: { optimize: false },
  }),
);
ajv.addSchema(spec, 'openapi');

/** Fails unless an answer is what the OpenAPI document says of its operation. */
export function expectDocumented(
  path: keyof typeof spec.paths,
  body: unknown,
  method: 'get' | 'post' = 'get',
): void {
  const pointer = path.replaceAll('~', '~0').replaceAll('/', '~1');
  const validate = ajv.getSchema(
    `openapi#/paths/${encodeURIComponent(
      pointer,
    )}/${method}/responses/200/content/application~1json/schema`,
  );
  if (!validate) throw new Error(`openapi.yaml has no answer for '${path}'`);
  if (!validate(body)) {
    throw new Error(
      `the answer of '${path}' is not as documented: ${ajv.errorsText(
        validate.errors,
      )}`,
    );
  }
}
