const MIB = 1024 ** 2;

/** A name that YAML takes for a text, and for nothing else. */
const PLAIN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const WORDS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'yes',
  'no',
  'on',
  'off',
  'y',
  'n',
]);

/** Where the pod template of a kind is; of other kinds it is not known. */
const TEMPLATES: Readonly<
  Record<string, { apiVersion: string; path: readonly string[] }>
> = {
  Deployment: { apiVersion: 'apps/v1', path: ['template'] },
  StatefulSet: { apiVersion: 'apps/v1', path: ['template'] },
  DaemonSet: { apiVersion: 'apps/v1', path: ['template'] },
  ReplicaSet: { apiVersion: 'apps/v1', path: ['template'] },
  Rollout: { apiVersion: 'argoproj.io/v1alpha1', path: ['template'] },
  CronJob: {
    apiVersion: 'batch/v1',
    path: ['jobTemplate', 'spec', 'template'],
  },
};

/** What stands for the name of a container where it is not known which one it is. */
const CONTAINER = 'CONTAINER';

/**
 * What is proposed for a workload: cores and bytes of one replica, all of its containers
 * together.
 *
 * @public
 */
export type RequestProposal = {
  kind: string;
  namespace: string;
  name: string;
  /** Of its pod template; empty where they are not known. */
  containers: readonly string[];
  cpu: { requested?: number; request?: number };
  ram: { requested?: number; request?: number };
};

/**
 * A proposal as texts to put into a repository.
 *
 * @public
 */
export type RequestPatch = {
  /**
   * A patch that Kustomize merges, in YAML; absent for kinds of which it is not known where
   * their pod template is.
   */
  kustomize?: string;
  /** Values as most Helm charts have them, in YAML. */
  helm: string;
  /** What is requested then, as Kubernetes writes it. */
  requests: { cpu?: string; memory?: string };
  /** The container that it is for; absent where there are several, or none is known. */
  container?: string;
};

/**
 * Cores as Kubernetes writes them, in whole thousandths, rounded up.
 *
 * @public
 */
export function cpuQuantity(cores: number): string {
  // 0.3 · 1000 is a little more than 300.
  return `${Math.ceil(Number((cores * 1000).toFixed(6)))}m`;
}

/**
 * Bytes as Kubernetes writes them, in whole MiB, rounded up.
 *
 * @public
 */
export function memoryQuantity(bytes: number): string {
  return `${Math.ceil(Number((bytes / MIB).toFixed(6)))}Mi`;
}

/**
 * The text of a patch that sets what is proposed, and nothing else. A proposal is of a pod as
 * a whole: where it has several containers, or none is known, the patch names none, and says
 * that it has to be divided.
 *
 * @returns nothing where nothing is proposed
 * @public
 */
export function requestPatch(
  proposal: RequestProposal,
): RequestPatch | undefined {
  const { kind, namespace, name, containers, cpu, ram } = proposal;
  const requests = {
    ...(cpu.request !== undefined && { cpu: cpuQuantity(cpu.request) }),
    ...(ram.request !== undefined && { memory: memoryQuantity(ram.request) }),
  };
  if (Object.keys(requests).length === 0) return undefined;
  const container = containers.length === 1 ? containers[0] : undefined;
  const lines = Object.entries(requests).map(([key, value]) => [key, value]);
  const remarks = remarksOf(proposal, container);
  const template = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
  return {
    requests,
    ...(container !== undefined && { container }),
    ...(template && {
      kustomize: [
        ...remarks,
        `apiVersion: ${template.apiVersion}`,
        `kind: ${kind}`,
        'metadata:',
        `  name: ${text(name)}`,
        ...(namespace ? [`  namespace: ${text(namespace)}`] : []),
        'spec:',
        ...nested(
          [...template.path, 'spec'],
          [
            'containers:',
            `  - name: ${
              container === undefined ? CONTAINER : text(container)
            }`,
            '    resources:',
            '      requests:',
            ...lines.map(([key, value]) => `        ${key}: ${value}`),
          ],
        ),
        '',
      ].join('\n'),
    }),
    helm: [
      ...remarks,
      'resources:',
      '  requests:',
      ...lines.map(([key, value]) => `    ${key}: ${value}`),
      '',
    ].join('\n'),
  };
}

function remarksOf(
  { containers, cpu, ram }: RequestProposal,
  container: string | undefined,
): string[] {
  const grows = [cpu, ram].some(
    ({ requested, request }) =>
      request !== undefined && requested !== undefined && request > requested,
  );
  return [
    '# A proposal from what was used. Look at it before you apply it.',
    ...(container === undefined
      ? [
          containers.length > 1
            ? `# It is of the whole pod: divide it among ${containers.length} containers.`
            : '# It is of the whole pod, and its containers are not known.',
        ]
      : []),
    ...(grows ? ['# A limit has to be at least as high as the request.'] : []),
  ];
}

/** Names come from clusters: what is no plain word is quoted, so that it stays one. */
function text(name: string): string {
  return PLAIN.test(name) && !WORDS.has(name) ? name : JSON.stringify(name);
}

function nested(path: readonly string[], inner: readonly string[]): string[] {
  const indent = '  '.repeat(path.length + 1);
  return [
    ...path.map((key, index) => `${'  '.repeat(index + 1)}${key}:`),
    ...inner.map(line => `${indent}${line}`),
  ];
}
