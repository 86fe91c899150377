import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { readGitRemotes } from '../git';
import type { Hosts } from './placeOf';

const TYPES = [
  'github',
  'gitlab',
  'gitea',
  'bitbucketCloud',
  'bitbucketServer',
  'azure',
] as const;

/** What integrations are of that name no host. */
const USUAL: Partial<Record<(typeof TYPES)[number], string>> = {
  bitbucketCloud: 'bitbucket.org',
  azure: 'dev.azure.com',
};

/** The hosts that the portal has credentials for, and those that a branch may be pushed to. */
export function readHosts(config: RootConfigService): Hosts {
  const configured = TYPES.flatMap(type =>
    (config.getOptionalConfigArray(`integrations.${type}`) ?? []).map(
      each => each.getOptionalString('host') ?? USUAL[type] ?? `${type}.com`,
    ),
  );
  return {
    integrations: ScmIntegrations.fromConfig(config),
    configured: new Set(configured),
    remotes: readGitRemotes(config),
  };
}
