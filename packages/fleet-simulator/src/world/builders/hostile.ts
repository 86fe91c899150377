import { JsonObject, KubernetesObject } from '../../types';
import { buildDeployment } from './workloads';

/** What can be hard to take about one object. @public */
export const HOSTILE_FORMS = [
  'large',
  'managed-fields',
  'labels',
  'deep',
  'nul',
  'surrogates',
  'proto',
  'numbers',
] as const;

/** @public */
export type HostileForm = (typeof HOSTILE_FORMS)[number];

const LARGE_BYTES = 1_500_000;
const MANAGED_BYTES = 10_000_000;
const LABELS = 10_000;
/** Deeper than anybody nests, and not so deep that this process falls over itself. */
const DEPTH = 2_000;

/** A key like any other, as `JSON.parse` makes it. */
function withProto(value: JsonObject): JsonObject {
  Object.defineProperty(value, '__proto__', {
    value: { polluted: true, name: 'polluted' },
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return value;
}

function nested(): JsonObject {
  let value: JsonObject = {};
  for (let depth = 0; depth < DEPTH; depth++) value = { in: value };
  return value;
}

/** A Deployment that is as such objects are, but for one thing. @public */
export function buildHostileDeployment(options: {
  form: HostileForm;
  name: string;
  namespace: string;
  image: string;
}): KubernetesObject {
  const { form, ...rest } = options;
  const object: KubernetesObject = { ...buildDeployment(rest) };
  const { metadata } = object;
  switch (form) {
    case 'large':
      metadata.annotations = { 'example.com/blob': 'x'.repeat(LARGE_BYTES) };
      break;
    case 'managed-fields':
      metadata.managedFields = [
        {
          manager: 'hostile',
          operation: 'Update',
          apiVersion: 'apps/v1',
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { 'f:blob': 'x'.repeat(MANAGED_BYTES) } },
        },
      ];
      break;
    case 'labels':
      metadata.labels = Object.fromEntries(
        Array.from({ length: LABELS }, (_, index) => [
          `example.com/label-${index}`,
          String(index),
        ]),
      );
      break;
    case 'deep':
      object.spec = { ...(object.spec as JsonObject), extra: nested() };
      break;
    case 'nul':
      metadata.annotations = { 'example.com/nul': 'a\u0000b' };
      metadata.labels = { ...metadata.labels, 'example.com/nul': '\u0000' };
      break;
    case 'surrogates':
      metadata.annotations = { 'example.com/half': 'a\ud800b\udc00' };
      metadata.labels = { ...metadata.labels, 'example.com/half': '\ud83d' };
      break;
    case 'proto':
      object.spec = withProto({ ...(object.spec as JsonObject) });
      metadata.labels = withProto({ ...metadata.labels }) as Record<
        string,
        string
      >;
      break;
    default:
      object.spec = {
        ...(object.spec as JsonObject),
        replicas: 1e308,
        revisionHistoryLimit: -0.5,
      };
  }
  return object;
}
