import { InputError } from '@backstage/errors';
import {
  checkDescription,
  checkLabel,
  checkObjectName,
  refuse,
  withoutEmpty,
} from '../clusters';
import { checkApart, checkNetwork } from './checkNetwork';
import { checkPlace } from './checkPlace';
import { checkVariables } from './checkVariables';
import {
  DELIVERIES,
  PROVIDERS,
  type ClusterProvision,
  type Pool,
  type ProvisionInput,
} from './ClusterProvision';
import { missing, PROVIDER_RULES, type ProviderRules } from './providers';

/** Machines and labels get the name of the cluster, of a pool and more: 63 signs in all. */
const LONGEST_NAME = 40;
const LONGEST_POOL = 20;
const MOST_POOLS = 20;
const MOST_MACHINES = 1_000;
/** What Cluster API with v1beta2 makes; below that kubeadm is told otherwise. */
const LOWEST_MINOR = 28;
const PODS = '192.168.0.0/16';
const SERVICES = '10.128.0.0/12';

/**
 * Checks all that is said of a cluster that is to be made, before anything of it is written.
 *
 * @throws InputError that names the input, and what is wrong with it
 */
export function checkProvision(given: ProvisionInput): ClusterProvision {
  const input = withoutEmpty(given);
  const { provider, clusterClass, delivery = 'none' } = input;
  if (!PROVIDERS.includes(provider)) {
    refuse(
      'provider',
      provider,
      `it has to be one of ${PROVIDERS.join(', ')}.`,
    );
  }
  if (!DELIVERIES.includes(delivery)) {
    refuse('delivery', delivery, `it has to be ${DELIVERIES.join(' or ')}.`);
  }
  const rules = PROVIDER_RULES[provider];
  const name = checkLabel('name', input.name ?? '', LONGEST_NAME);
  const description = checkDescription({
    ...input,
    attributes: { ...input.attributes, provider: rules.attribute },
  });
  const { region } = description.attributes;
  if (
    region !== undefined &&
    rules.region &&
    !rules.region.pattern.test(region)
  ) {
    refuse('attributes.region', region, `it has to be ${rules.region.words}.`);
  }
  const podNetwork = checkNetwork('podNetwork', input.podNetwork ?? PODS);
  const serviceNetwork = checkNetwork(
    'serviceNetwork',
    input.serviceNetwork ?? SERVICES,
  );
  checkApart(podNetwork, serviceNetwork);
  if (clusterClass) checkOfClass(input);
  else checkOfProvider(input, rules);
  const checked: ClusterProvision = {
    name,
    ...description,
    provider,
    version: checkVersion(input.version ?? ''),
    clusterClass: clusterClass && {
      name: checkObjectName('clusterClass.name', clusterClass.name ?? ''),
      ...(clusterClass.namespace
        ? {
            namespace: checkLabel(
              'clusterClass.namespace',
              clusterClass.namespace,
            ),
          }
        : {}),
    },
    variables: checkVariables(input.variables ?? {}),
    controlPlane: checkControlPlane(input, rules),
    workers: checkWorkers(input, rules, region),
    image: input.image,
    identity: input.identity && checkIdentity(input.identity, rules),
    place: checkPlace(input.place ?? {}),
    podNetwork,
    serviceNetwork,
    namespace: checkLabel('namespace', input.namespace ?? 'default'),
    delivery,
  };
  return checked;
}

/** What a class decides is not said beside it: it would not count. */
function checkOfClass(input: ProvisionInput): void {
  const beside =
    (['image', 'identity', 'place'] as const).find(
      key => input[key] !== undefined,
    ) ??
    (input.controlPlane?.machineType && 'controlPlane.machineType') ??
    (listOf(input.workers).some(pool => pool.machineType) &&
      'workers.machineType');
  if (!beside) return;
  throw new InputError(
    `'${beside}' means nothing where there is a 'clusterClass': the class says it, or one of its 'variables'.`,
  );
}

function checkOfProvider(input: ProvisionInput, rules: ProviderRules): void {
  const { provider } = input;
  if (input.variables !== undefined) {
    throw new InputError(
      "'variables' means nothing without a 'clusterClass': leave it out.",
    );
  }
  const foreign = Object.keys(input.place ?? {}).find(
    key => !rules.takes.some(own => own === key),
  );
  if (foreign !== undefined) {
    refuse(
      'place',
      foreign,
      `it means nothing to '${provider}'. It takes ${
        rules.takes.join(', ') || 'none'
      }.`,
    );
  }
  if (input.identity !== undefined && rules.identities.length === 0) {
    throw new InputError(
      `'identity' means nothing to '${provider}': leave it out.`,
    );
  }
  for (const need of rules.needs) {
    if (need === 'region') {
      if (!input.attributes?.region) missing(provider, 'attributes.region');
    } else if (need === 'image' || need === 'identity') {
      if (!input[need]) missing(provider, need);
    } else if (!input.place?.[need]) missing(provider, `place.${need}`);
  }
  if (input.image !== undefined && !rules.image.pattern.test(input.image)) {
    refuse('image', input.image, `it has to be ${rules.image.words}.`);
  }
}

function checkVersion(text: string): string {
  const [, minor] = /^v?1\.([1-9]\d?)\.(?:0|[1-9]\d{0,2})$/.exec(text) ?? [];
  if (minor === undefined) {
    return refuse(
      'version',
      text,
      "it has to be a whole version of Kubernetes, as in 'v1.34.2'.",
    );
  }
  if (Number(minor) < LOWEST_MINOR) {
    return refuse(
      'version',
      text,
      `Cluster API with v1beta2 makes none below v1.${LOWEST_MINOR}.`,
    );
  }
  return text.startsWith('v') ? text : `v${text}`;
}

function checkControlPlane(
  input: ProvisionInput,
  rules: ProviderRules,
): ClusterProvision['controlPlane'] {
  const { replicas, machineType } = input.controlPlane ?? {};
  if (![1, 3, 5, 7].includes(replicas)) {
    refuse(
      'controlPlane.replicas',
      replicas,
      'it has to be 1, 3, 5 or 7: etcd needs more than half of an odd number.',
    );
  }
  return {
    replicas,
    machineType: checkMachineType(
      input,
      rules,
      'controlPlane.machineType',
      machineType,
    ),
  };
}

function checkWorkers(
  input: ProvisionInput,
  rules: ProviderRules,
  region: string | undefined,
): Pool[] {
  const pools = listOf(input.workers);
  if (pools.length > MOST_POOLS) {
    refuse('workers', pools.length, `there may be ${MOST_POOLS} pools.`);
  }
  const names = new Set<string>();
  const checked = pools.map(each => {
    const pool = withoutEmpty(each);
    const name = checkLabel('workers.name', pool.name ?? '', LONGEST_POOL);
    if (names.has(name) || name === 'control-plane') {
      refuse('workers.name', name, 'another one is called so.');
    }
    names.add(name);
    const { replicas } = pool;
    if (
      !Number.isInteger(replicas) ||
      replicas < 0 ||
      replicas > MOST_MACHINES
    ) {
      refuse(
        'workers.replicas',
        replicas,
        `it has to be a whole number from 0 to ${MOST_MACHINES}.`,
      );
    }
    return {
      name,
      replicas,
      machineType: checkMachineType(
        input,
        rules,
        'workers.machineType',
        pool.machineType,
      ),
      failureDomain: checkFailureDomain(
        input,
        rules,
        pool.failureDomain,
        region,
      ),
      workerClass: checkWorkerClass(input, pool.workerClass),
    };
  });
  const machines = checked.reduce((sum, { replicas }) => sum + replicas, 0);
  if (machines > MOST_MACHINES) {
    refuse('workers', machines, `there may be ${MOST_MACHINES} in all.`);
  }
  return checked;
}

function checkMachineType(
  { provider, clusterClass }: ProvisionInput,
  rules: ProviderRules,
  input: string,
  text: string | undefined,
): string | undefined {
  if (clusterClass) return undefined;
  if (!rules.machineType) {
    return text === undefined
      ? undefined
      : refuse(input, text, `machines of '${provider}' have no types.`);
  }
  if (text === undefined) return missing(provider, input);
  return rules.machineType.pattern.test(text)
    ? text
    : refuse(input, text, `it has to be ${rules.machineType.words}.`);
}

function checkFailureDomain(
  { provider }: ProvisionInput,
  { failureDomain: rule }: ProviderRules,
  text: string | undefined,
  region: string | undefined,
): string | undefined {
  const input = 'workers.failureDomain';
  if (text === undefined) return undefined;
  if (!rule) {
    return refuse(
      input,
      text,
      `machines of '${provider}' are in no failure domains.`,
    );
  }
  return rule.isOne(text, region ?? '')
    ? text
    : refuse(input, text, `it has to be ${rule.words}.`);
}

function checkWorkerClass(
  { clusterClass }: ProvisionInput,
  text: string | undefined,
): string | undefined {
  const input = 'workers.workerClass';
  if (!clusterClass) {
    return text === undefined
      ? undefined
      : refuse(input, text, "it means nothing without a 'clusterClass'.");
  }
  return checkObjectName(input, text ?? '');
}

function checkIdentity(
  identity: NonNullable<ProvisionInput['identity']>,
  { identities }: ProviderRules,
): ClusterProvision['identity'] {
  const { kind = identities[0], name, namespace } = identity;
  if (!identities.includes(kind)) {
    refuse(
      'identity.kind',
      kind,
      `it has to be ${identities.join(
        ' or ',
      )}: one that is there already, and no credential.`,
    );
  }
  return {
    kind,
    name: checkObjectName('identity.name', name ?? ''),
    ...(namespace
      ? { namespace: checkLabel('identity.namespace', namespace) }
      : {}),
  };
}

function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : [];
}
