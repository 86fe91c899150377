import { InputError } from '@backstage/errors';

/** RFC 1123: names of clusters, namespaces and folders. */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
/** RFC 1123, as names of objects are. */
const OBJECT_NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;
/** What Kubernetes and the catalog take as the value of a label. */
const LABEL_VALUE = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const LABEL_KEY =
  /^(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;

/** @throws InputError that says which input it is, and what it may be */
export function refuse(input: string, value: unknown, because: string): never {
  const shown = JSON.stringify(value)?.slice(0, 200) ?? 'nothing';
  throw new InputError(`'${input}' is ${shown}: ${because}`);
}

export function checkLabel(input: string, value: string, longest = 63): string {
  if (LABEL.test(value) && value.length <= longest) return value;
  return refuse(
    input,
    value,
    `it has to be 1 to ${longest} of a-z, 0-9 and '-', and to begin and end with a letter or a digit.`,
  );
}

export function checkObjectName(input: string, value: string): string {
  if (OBJECT_NAME.test(value)) return value;
  return refuse(input, value, 'it is no name of an object of Kubernetes.');
}

export function checkLabelValue(input: string, value: string): string {
  if (LABEL_VALUE.test(value)) return value;
  return refuse(
    input,
    value,
    "it becomes a label: 1 to 63 letters, digits, '-', '_' and '.', that begin and end with a letter or a digit.",
  );
}

export function checkLabelKey(input: string, key: string): string {
  // Those that engines and Kubernetes read decide what happens to the cluster.
  const [prefix = '', name] = key.includes('/') ? key.split('/') : ['', key];
  if (!LABEL_KEY.test(key) || prefix.length > 253 || !name) {
    return refuse(input, key, 'it is no key of a label.');
  }
  const isOfEngine =
    /(?:^|\.)(?:kubernetes\.io|k8s\.io|x-k8s\.io|argoproj\.io|fluxcd\.io|open-cluster-management\.io|karmada\.io|cattle\.io|external-secrets\.io|backstage\.io)$/.test(
      prefix,
    );
  if (isOfEngine) {
    return refuse(
      input,
      key,
      'labels of engines, Kubernetes and Backstage have inputs of their own or are not for a form.',
    );
  }
  return key;
}
