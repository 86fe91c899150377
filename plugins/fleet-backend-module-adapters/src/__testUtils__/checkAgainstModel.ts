import * as models from '@kubernetes/client-node/dist/gen/models/all.js';

type Attribute = { baseName: string; type: string };
type Model = { getAttributeTypeMap(): Attribute[] };

const MODELS = models as unknown as Record<string, Model | undefined>;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === type;
    case 'Date':
    case 'V1MicroTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'IntOrString':
      return typeof value === 'string' || Number.isInteger(value);
    default:
      return true;
  }
}

/**
 * What is wrong with a value by the types that Kubernetes' own client was generated
 * with: fields that are not there, and values of another type.
 *
 * @param type - a model's name, `Array<…>`, `{ [key: string]: … }` or a plain type
 */
export function checkAgainstModel(
  type: string,
  value: unknown,
  path = '',
): string[] {
  const element = /^Array<(.+)>$/.exec(type)?.[1];
  if (element) {
    return Array.isArray(value)
      ? value.flatMap((entry, index) =>
          checkAgainstModel(element, entry, `${path}/${index}`),
        )
      : [`${path} must be array`];
  }
  const entries = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (entries) {
    return isRecord(value)
      ? Object.entries(value).flatMap(([key, entry]) =>
          checkAgainstModel(entries, entry, `${path}/${key}`),
        )
      : [`${path} must be object`];
  }
  const model = MODELS[type];
  if (!model?.getAttributeTypeMap) {
    return isOfType(type, value) ? [] : [`${path} must be ${type}`];
  }
  if (!isRecord(value)) return [`${path} must be object`];
  const attributes = new Map(
    model.getAttributeTypeMap().map(entry => [entry.baseName, entry.type]),
  );
  return Object.entries(value).flatMap(([key, entry]) => {
    const expected = attributes.get(key);
    return expected === undefined
      ? [`${path} must not have '${key}'`]
      : checkAgainstModel(expected, entry, `${path}/${key}`);
  });
}

/** The models of kinds whose definitions the corpus does not hold. */
export const MODEL_OF_KIND: Record<string, string> = {
  'batch/v1/Job': 'V1Job',
  'batch/v1/CronJob': 'V1CronJob',
  'autoscaling/v2/HorizontalPodAutoscaler': 'V2HorizontalPodAutoscaler',
};
