import { Clock } from '../clock';
import { unauthorized } from './status';

/**
 * One rule of what a token may do; `*` stands for all. Without `namespaces` the
 * rule holds cluster-wide.
 * @public
 */
export type AccessRule = {
  apiGroups?: readonly string[];
  resources?: readonly string[];
  verbs: readonly string[];
  namespaces?: readonly string[];
  resourceNames?: readonly string[];
  nonResourceURLs?: readonly string[];
};

/**
 * Who a bearer token stands for. `expiresAt` is in milliseconds of simulated
 * time.
 * @public
 */
export type TokenGrant = {
  token: string;
  user: string;
  rules: readonly AccessRule[];
  expiresAt?: number;
};

/** What a request wants to do. */
export type AccessRequest =
  | {
      verb: string;
      group: string;
      /** With its subresource, as in `deployments/status`. */
      resource: string;
      namespace?: string;
      name?: string;
    }
  | { verb: string; path: string };

/** Whom a request comes from. */
export type Identity = {
  user: string;
  rules: readonly AccessRule[];
};

/** Servers accept a token for so long after its expiry. */
const EXPIRY_SKEW_MS = 60_000;
/** Servers believe a good verdict for so long. */
const VERDICT_CACHE_MS = 10_000;

const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version'];

/** What everybody who is authenticated may do, as by default in Kubernetes. */
const BASIC_RULES: readonly AccessRule[] = [
  {
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews'],
    verbs: ['create'],
  },
  {
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      ...PUBLIC_PATHS,
      '/version/',
    ],
    verbs: ['get'],
  },
];

/**
 * May read everything, kinds that nobody knew before included; Secrets and
 * proxies not, see {@link isAllowed}.
 * @public
 */
export const READER_RULES: readonly AccessRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
];

/** May list namespaces and nothing else. @public */
export const NAMESPACES_ONLY_RULES: readonly AccessRule[] = [
  {
    apiGroups: [''],
    resources: ['namespaces'],
    verbs: ['get', 'list', 'watch'],
  },
];

/** May read, and change what Argo CD, Flux and workloads have been told; create and delete nothing. @public */
export const ACTOR_RULES: readonly AccessRule[] = [
  {
    apiGroups: [
      'apps',
      'argoproj.io',
      'batch',
      'helm.toolkit.fluxcd.io',
      'kustomize.toolkit.fluxcd.io',
      'source.toolkit.fluxcd.io',
    ],
    resources: ['*'],
    verbs: ['get', 'watch', 'patch'],
  },
];

/** May do everything. @public */
export const ADMIN_RULES: readonly AccessRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

function includes(
  values: readonly string[] | undefined,
  wanted: string,
): boolean {
  return (
    values !== undefined && (values.includes('*') || values.includes(wanted))
  );
}

function matchesPath(patterns: readonly string[], path: string): boolean {
  return patterns.some(pattern =>
    pattern.endsWith('*')
      ? path.startsWith(pattern.slice(0, -1))
      : path === pattern,
  );
}

/** Whether a rule allows a request. */
export function ruleAllows(rule: AccessRule, request: AccessRequest): boolean {
  if (!includes(rule.verbs, request.verb)) return false;
  if ('path' in request) {
    return matchesPath(rule.nonResourceURLs ?? [], request.path);
  }
  return (
    includes(rule.apiGroups, request.group) &&
    includes(rule.resources, request.resource) &&
    (rule.namespaces === undefined ||
      (request.namespace !== undefined &&
        includes(rule.namespaces, request.namespace))) &&
    (rule.resourceNames === undefined ||
      (request.name !== undefined && rule.resourceNames.includes(request.name)))
  );
}

/** Knows the tokens of one cluster. */
export class Authorizer {
  readonly #clock: Clock;
  readonly #grants = new Map<string, TokenGrant>();
  readonly #verdicts = new Map<string, number>();

  constructor(clock: Clock, grants: Iterable<TokenGrant>) {
    this.#clock = clock;
    for (const grant of grants) this.grant(grant);
  }

  /** Accepts a token from now on; a token known before gets the new rules. */
  grant(grant: TokenGrant): void {
    this.#grants.set(grant.token, grant);
  }

  /** Refuses a token from now on. Watches that are open stay open. */
  revoke(token: string): void {
    this.#grants.delete(token);
    this.#verdicts.delete(token);
  }

  /**
   * Who sends this Authorization header; nobody's requests come from
   * `system:anonymous`.
   * @throws ApiError 401 for a token that is unknown or has expired.
   */
  authenticate(header: string | undefined): Identity {
    if (!header) {
      return {
        user: 'system:anonymous',
        rules: [{ nonResourceURLs: PUBLIC_PATHS, verbs: ['get'] }],
      };
    }
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
    const grant = token === undefined ? undefined : this.#grants.get(token);
    if (!token || !grant) throw unauthorized();
    if (grant.expiresAt !== undefined) {
      const now = this.#clock.now();
      const isCached = now < (this.#verdicts.get(token) ?? -Infinity);
      if (!isCached) {
        if (now > grant.expiresAt + EXPIRY_SKEW_MS) throw unauthorized();
        this.#verdicts.set(token, now + VERDICT_CACHE_MS);
      }
    }
    return { user: grant.user, rules: [...BASIC_RULES, ...grant.rules] };
  }
}

/**
 * Whether an identity may do something. Secrets and proxies want a rule that
 * names them or that allows every verb: reading everything does not read those.
 */
export function isAllowed(identity: Identity, request: AccessRequest): boolean {
  return identity.rules.some(rule => {
    if (!ruleAllows(rule, request)) return false;
    if ('path' in request) return true;
    const isSensitive =
      request.group === '' &&
      /^(secrets|services\/proxy|pods\/exec)$/.test(request.resource);
    return (
      !isSensitive ||
      rule.verbs.includes('*') ||
      rule.resources?.includes(request.resource) === true
    );
  });
}
