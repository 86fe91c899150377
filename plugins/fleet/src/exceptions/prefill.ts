import {
  EXCEPTION_KINDS,
  type ExceptionKind,
  type Finding,
} from '@fleetview/backstage-plugin-fleet-common';

/** What somebody writes into the form that asks for an exception. */
export type Entered = {
  kind: ExceptionKind;
  engine: string;
  /** Lists have commas between them. */
  policies: string;
  /** Of one policy, a line each: some have commas in them. */
  rules: string;
  subjects: string;
  clusters: string;
  namespaces: string;
  resourceKind: string;
  resourceName: string;
  entities: string;
  reason: string;
  ticket: string;
  control: string;
  expires: string;
  review: string;
};

/** What a link can fill in, by its key in the URL. */
const KEYS = {
  askEngine: 'engine',
  askPolicy: 'policies',
  askRule: 'rules',
  askSubject: 'subjects',
  askCluster: 'clusters',
  askNamespace: 'namespaces',
  askKind: 'resourceKind',
  askName: 'resourceName',
  askEntity: 'entities',
} as const satisfies Record<string, keyof Entered>;

const EMPTY: Omit<Entered, 'kind'> = {
  engine: '',
  policies: '',
  rules: '',
  subjects: '',
  clusters: '',
  namespaces: '',
  resourceKind: '',
  resourceName: '',
  entities: '',
  reason: '',
  ticket: '',
  control: '',
  expires: '',
  review: '',
};

/** What the URL fills in. */
export function prefillOf(search: URLSearchParams): Entered {
  const asked = search.get('ask');
  const filled = Object.entries(KEYS).map(([key, field]) => [
    field,
    (search.get(key) ?? '').slice(0, 253),
  ]);
  return {
    ...EMPTY,
    ...Object.fromEntries(filled),
    kind: EXCEPTION_KINDS.find(kind => kind === asked) ?? 'policy',
  };
}

/** The URL as it is without the form. */
export function withoutPrefill(previous: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(previous);
  for (const key of ['ask', ...Object.keys(KEYS)]) search.delete(key);
  return search;
}

/** What asks for an exception from what a policy found. */
export function askFor(finding: Finding): Record<string, string[]> {
  const { engine, policy, rule, resource, subject, observer } = finding;
  const cluster = subject.cluster ?? observer;
  return {
    ask: ['policy'],
    askEngine: [engine],
    askPolicy: [policy],
    // What Gatekeeper calls a rule is the constraint's kind, of which there is no part.
    ...(rule && engine !== 'gatekeeper' ? { askRule: [rule] } : {}),
    askCluster: [cluster.name],
    ...(resource?.namespace ? { askNamespace: [resource.namespace] } : {}),
    ...(resource ? { askKind: [resource.kind], askName: [resource.name] } : {}),
  };
}
