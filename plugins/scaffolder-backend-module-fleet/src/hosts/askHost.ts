import {
  DefaultAzureDevOpsCredentialsProvider,
  DefaultGithubCredentialsProvider,
  getBitbucketCloudRequestOptions,
  getBitbucketServerRequestOptions,
  getGiteaRequestOptions,
  getGitLabRequestOptions,
  ScmIntegrations,
} from '@backstage/integration';
import { InputError } from '@backstage/errors';
import type { Hosts, HostKind } from './placeOf';
import type { Ask } from './PullRequest';

const PATIENCE_MS = 30_000;
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * What asks the interface of a host, with the credentials of its integration.
 *
 * @param repository - by its address, as some credentials are of one owner only
 */
export async function askHost(
  { integrations }: Pick<Hosts, 'integrations'>,
  kind: Exclude<HostKind, 'git'>,
  host: string,
  repository: string,
  signal?: AbortSignal,
): Promise<Ask> {
  const { base, headers } = await connectionOf(
    integrations,
    kind,
    host,
    repository,
  );
  return async (path, { body, orAbsent = false } = {}) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${base}${path}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    }).catch(error => {
      if (signal?.aborted) throw error;
      throw new Error(
        `'${host}' could not be asked for pull requests: ${
          patience.aborted
            ? `it did not answer within ${PATIENCE_MS / 1000} s`
            : 'it is not reached'
        }. To run the step again is safe.`,
      );
    });
    if (!response.ok) {
      await response.body?.cancel();
      if (orAbsent && response.status === 404) return undefined;
      if (body !== undefined) {
        throw new Error(
          `'${host}' answered ${response.status} when something was to be written to '${repository}'. Whether it was is not known; to run the step again is safe.`,
        );
      }
      throw new Error(
        `'${host}' answered ${response.status} when it was asked for the pull requests of '${repository}'. Whether there is one is not known. Look at the integration's credentials, and run the step again.`,
      );
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.byteLength;
      if (bytes > MOST_BYTES) {
        throw new Error(`'${host}' answered with more than is read.`);
      }
      parts.push(part);
    }
    try {
      return JSON.parse(Buffer.concat(parts).toString());
    } catch {
      throw new Error(
        `'${host}' answered with something that is no JSON: its address may be another one, or its credentials do not count any more.`,
      );
    }
  };
}

async function connectionOf(
  integrations: Hosts['integrations'],
  kind: Exclude<HostKind, 'git'>,
  host: string,
  repository: string,
): Promise<{ base: string; headers: Record<string, string> }> {
  const integration = integrations[kind].byHost(host);
  if (!integration) {
    throw new InputError(`No integration is configured for '${host}'.`);
  }
  switch (kind) {
    case 'github': {
      const own = integrations.github.byHost(host)!.config;
      const { headers = {} } =
        await DefaultGithubCredentialsProvider.fromIntegrations(
          integrations as ScmIntegrations,
        ).getCredentials({ url: `https://${host}/${repository}` });
      return { base: own.apiBaseUrl ?? '', headers };
    }
    case 'gitlab': {
      const own = integrations.gitlab.byHost(host)!.config;
      return { base: own.apiBaseUrl, ...getGitLabRequestOptions(own) };
    }
    case 'gitea': {
      const own = integrations.gitea.byHost(host)!.config;
      const { headers = {} } = getGiteaRequestOptions(own);
      return {
        base: `${(own.baseUrl ?? `https://${host}`).replace(
          /\/+$/,
          '',
        )}/api/v1`,
        headers,
      };
    }
    case 'bitbucketCloud': {
      const own = integrations.bitbucketCloud.byHost(host)!.config;
      return {
        base: own.apiBaseUrl,
        ...(await getBitbucketCloudRequestOptions(own)),
      };
    }
    case 'azure': {
      const credentials =
        await DefaultAzureDevOpsCredentialsProvider.fromIntegrations(
          integrations,
        ).getCredentials({
          url: `https://${host}/${repository
            .split('/')
            .map(encodeURIComponent)
            .join('/')}`,
        });
      if (!credentials) {
        throw new InputError(
          `No credentials are configured for '${repository}' of '${host}'. Name some below 'integrations.azure'.`,
        );
      }
      return { base: `https://${host}`, headers: credentials.headers };
    }
    default: {
      const own = integrations.bitbucketServer.byHost(host)!.config;
      return { base: own.apiBaseUrl, ...getBitbucketServerRequestOptions(own) };
    }
  }
}
