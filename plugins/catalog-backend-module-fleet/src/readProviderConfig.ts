import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const KEY = 'catalog.providers.fleet';

/** How clusters become entities. */
export type ProviderConfig = {
  namespace: string;
  /** An entity reference. */
  defaultOwner: string;
  system?: string;
  /** What the Kubernetes plugin's locator `catalog` is told to sign in by. */
  kubernetesAuthProvider?: string;
  hasDeclaredRelations: boolean;
  /** When everything is told again. */
  schedule: SchedulerServiceTaskScheduleDefinition;
  pollSeconds: number;
};

/**
 * Reads `catalog.providers.fleet`; all of it may be absent.
 *
 * @throws InputError that names the key and says what it should be
 */
export function readProviderConfig(root: RootConfigService): ProviderConfig {
  const config = root.getOptionalConfig(KEY);
  const namespace = config?.getOptionalString('namespace') ?? DEFAULT_NAMESPACE;
  if (!KubernetesValidatorFunctions.isValidNamespace(namespace)) {
    throw new InputError(
      `${KEY}.namespace is '${namespace}', which is no namespace of the catalog: lower-case letters, digits and '-', at most 63`,
    );
  }
  const defaultOwner = config?.getOptionalString('defaultOwner') ?? 'unknown';
  const system = config?.getOptionalString('system');
  for (const [key, value, defaultKind] of [
    ['defaultOwner', defaultOwner, 'group'],
    ['system', system, 'system'],
  ] as const) {
    if (value !== undefined && !isEntityRef(value, defaultKind)) {
      throw new InputError(
        `${KEY}.${key} is '${value}', which is no reference to an entity, e.g. '${defaultKind}:default/platform'`,
      );
    }
  }
  const relations = config?.getOptionalString('componentRelations') ?? 'off';
  if (relations !== 'off' && relations !== 'declared') {
    throw new InputError(
      `${KEY}.componentRelations is '${relations}'; it has to be 'off' or 'declared'`,
    );
  }
  const pollSeconds = config?.getOptionalNumber('pollSeconds') ?? 30;
  if (!(pollSeconds >= 1)) {
    throw new InputError(
      `${KEY}.pollSeconds is ${pollSeconds}; it has to be at least 1`,
    );
  }
  const kubernetesAuthProvider = config?.getOptionalString(
    'kubernetesAuthProvider',
  );
  return {
    namespace,
    defaultOwner,
    ...(system ? { system } : {}),
    ...(kubernetesAuthProvider ? { kubernetesAuthProvider } : {}),
    hasDeclaredRelations: relations === 'declared',
    schedule: {
      frequency: { minutes: 30 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 5 },
      ...(config?.has('schedule')
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
            config.getConfig('schedule'),
          )
        : {}),
    },
    pollSeconds,
  };
}

function isEntityRef(text: string, defaultKind: string): boolean {
  try {
    parseEntityRef(text, { defaultKind });
    return true;
  } catch {
    return false;
  }
}
