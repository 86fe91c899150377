import { ApiContext } from './api/ApiContext';
import { ApiServer } from './api/ApiServer';
import { Certificate, createCertificate } from './certificates';
import {
  ACTOR_RULES,
  ADMIN_RULES,
  AccessRule,
  Authorizer,
  TokenGrant,
} from './api/authorization';
import { ListSnapshots } from './api/ListSnapshots';
import { ResourceRegistry } from './api/ResourceRegistry';
import {
  apiVersionOf,
  defineResourceType,
  ResourceType,
} from './api/resourceTypes';
import { ServiceHandler, ServiceProxy } from './api/ServiceProxy';
import { WatchHub } from './api/WatchHub';
import { Clock } from './clock';
import { FaultSet } from './faults/FaultSet';
import {
  Fault,
  FaultInput,
  FaultName,
  faultSchema,
} from './faults/faultSchema';
import { nameSuffix } from './random';
import { ObjectStore } from './store/ObjectStore';
import { WatchEvent } from './store/WatchHistory';
import { MemoryTruthLog, summarise, TruthEntry } from './truthLog';
import { isJsonObject, KubernetesObject } from './types';

/** Settings of one simulated cluster that have no default. */
export type SimulatedClusterOptions = {
  name: string;
  seed: string | number;
  clock: Clock;
  log: MemoryTruthLog;
  types: Iterable<ResourceType>;
  /** Without the leading `v`. */
  kubernetesVersion: string;
  /** What the token for readers may do. */
  rules: readonly AccessRule[];
  firstResourceVersion: number;
  /** 0 for any free port. */
  port: number;
  certificate?: Certificate;
  /** Events of each kind that a watch can resume over. */
  historyLimit: number;
  /** Real milliseconds between bookmarks. */
  bookmarkIntervalMs: number;
  /** Simulated milliseconds for which a continue token is good. */
  continueLifetimeMs: number;
};

/** Kinds that change all the time and say nothing. */
const UNLOGGED_KINDS = new Set(['Lease', 'Event']);

/** Watches that are open would not notice: they end, and their successors meet it. */
const MET_BY_NEW_WATCHES: ReadonlySet<FaultName> = new Set([
  'close-watches',
  'lines',
  'events',
  'revisions',
  'not-served',
]);

const LOG_VERBS = {
  ADDED: 'added',
  MODIFIED: 'modified',
  DELETED: 'deleted',
} as const;

/** One cluster of the simulation: its objects, its API, its faults. @public */
export class SimulatedCluster {
  readonly name: string;
  readonly kubernetesVersion: string;
  /** The bearer token of somebody who may do everything. */
  readonly adminToken: string;
  /** The bearer token of somebody who may read, and tell systems something. */
  readonly actorToken: string;
  readonly store: ObjectStore;
  readonly #options: SimulatedClusterOptions;
  readonly #authorizer: Authorizer;
  readonly #clock: Clock;
  #token: string;
  #tokens = 0;
  #certificate: Certificate | undefined;
  readonly #context: ApiContext;
  readonly #server: ApiServer;
  readonly #faults = new FaultSet();
  readonly #watches = new WatchHub();
  #isLoading = false;
  #isStarted = false;

  private constructor(options: SimulatedClusterOptions) {
    const { name, seed, clock } = options;
    this.name = name;
    this.kubernetesVersion = options.kubernetesVersion;
    this.#options = options;
    this.#token = `reader-${nameSuffix(20, seed, name, 'reader')}`;
    this.#certificate = options.certificate;
    // What the cluster writes into its objects goes by its own clock.
    this.#clock = {
      now: () => clock.now() + (this.#faults.peek('clock', {})?.offsetMs ?? 0),
      advance: milliseconds => clock.advance(milliseconds),
    };
    this.adminToken = `admin-${nameSuffix(20, seed, name, 'admin')}`;
    this.actorToken = `actor-${nameSuffix(20, seed, name, 'actor')}`;
    this.#authorizer = new Authorizer(clock, [
      {
        token: this.#token,
        user: 'system:serviceaccount:fleet:fleet-reader',
        rules: options.rules,
      },
      {
        token: this.adminToken,
        user: 'system:serviceaccount:fleet:fleet-admin',
        rules: ADMIN_RULES,
      },
      {
        token: this.actorToken,
        user: 'system:serviceaccount:fleet:fleet-actor',
        rules: ACTOR_RULES,
      },
    ]);
    this.store = ObjectStore.create({
      cluster: name,
      seed,
      registry: ResourceRegistry.create(options.types),
      clock: this.#clock,
      firstResourceVersion: options.firstResourceVersion,
      historyLimit: options.historyLimit,
      onEvent: event => this.#onEvent(event),
    });
    this.#context = {
      clusterName: name,
      kubernetesVersion: options.kubernetesVersion,
      clock,
      store: this.store,
      authorizer: this.#authorizer,
      faults: this.#faults,
      services: new ServiceProxy(),
      snapshots: new ListSnapshots(clock, options.continueLifetimeMs),
      watches: this.#watches,
      initializing: new Set(),
    };
    this.#server = new ApiServer(
      this.#context,
      options.port,
      options.certificate,
    );
  }

  static create(options: SimulatedClusterOptions): SimulatedCluster {
    return new SimulatedCluster(options);
  }

  /** The base URL of the API; its port is known once the simulator has started. */
  get url(): string {
    return this.#server.url;
  }

  /** The bearer token of a reader. */
  get token(): string {
    return this.#token;
  }

  /** The CA of the API's certificate as PEM; undefined over plain HTTP. */
  get caData(): string | undefined {
    return this.#certificate?.caData;
  }

  /** How many sockets are open. */
  get openSockets(): number {
    return this.#server.openSockets;
  }

  /** The faults that are switched on. */
  get faults(): readonly Fault[] {
    return this.#faults.active;
  }

  /** Whether somebody who asks the API gets an answer at all. */
  get isReachable(): boolean {
    return !['refuse', 'hang', 'half-open'].some(name =>
      this.#faults.has(name as FaultName),
    );
  }

  /** How many watches are open. */
  get openWatches(): number {
    return this.#watches.size;
  }

  /** Fills the cluster before anybody looks; logs the outcome, not the way. */
  load(fill: () => void): void {
    this.#isLoading = true;
    try {
      this.store.load(fill);
    } finally {
      this.#isLoading = false;
    }
    for (const type of this.store.registry.types) {
      for (const stored of this.store.list(type)) {
        this.#log('added', stored.object);
      }
    }
  }

  /** Opens the listener, or, when the cluster refuses, settles on a closed port. */
  async start(): Promise<void> {
    if (this.#isStarted) return;
    await this.#server.listen();
    this.#isStarted = true;
    this.#watches.start(this.#options.bookmarkIntervalMs);
    if (this.#faults.has('refuse')) await this.#server.close();
  }

  /** Closes the listener and all sockets. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#watches.stop();
    await this.#server.close();
  }

  /**
   * Switches a fault on, in addition to those that are on.
   * @throws ZodError if the fault or a parameter of it is unknown.
   */
  async fault(input: FaultInput): Promise<void> {
    const fault = faultSchema.parse(input);
    this.#logFault('fault', fault.fault);
    switch (fault.fault) {
      case 'cut':
        this.#server.cut();
        return;
      case 'gone':
        this.#faults.add(fault);
        this.store.compact();
        this.#context.snapshots.expireAll();
        if (fault.closeWatches) this.#watches.endAll();
        return;
      case 'refuse':
        this.#faults.add(fault);
        if (this.#isStarted) await this.#server.close();
        return;
      case 'certificate':
        if (!this.#certificate) {
          throw new Error(`the cluster '${this.name}' has no certificate`);
        }
        this.#faults.add(fault);
        this.#server.useCertificate(
          await createCertificate({
            form: fault.form,
            authority: this.#certificate.authority,
          }),
        );
        return;
      default:
        this.#faults.add(fault);
    }
    this.#updateSilence();
    if (fault.fault === 'slow-socket') this.#server.cut();
    if (MET_BY_NEW_WATCHES.has(fault.fault)) {
      this.#watches.endAll(
        resource => this.#faults.peek(fault.fault, { resource }) !== undefined,
      );
    }
    if (fault.fault === 'garbage') {
      this.#watches.writeRaw(
        `${fault.line}\n`,
        resource => this.#faults.peek('garbage', { resource }) !== undefined,
      );
    }
  }

  /** Switches faults on before the listener is opened. */
  presetFaults(faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.#faults.add(fault);
      this.#logFault('fault', fault.fault);
    }
  }

  /** Switches one fault off, or all. */
  async clearFaults(name?: FaultName): Promise<void> {
    const before = this.#faults.active.map(({ fault }) => fault);
    if (name) this.#faults.remove(name);
    else this.#faults.clear();
    for (const cleared of before) {
      if (!this.#faults.has(cleared)) this.#logFault('fault-cleared', cleared);
    }
    this.#updateSilence();
    const isGone = (fault: FaultName) =>
      before.includes(fault) && !this.#faults.has(fault);
    // What is half sent goes on as it began, and may take for ever.
    if (isGone('half-open') || isGone('slow-socket') || isGone('slow')) {
      this.#server.cut();
    }
    if (isGone('certificate') && this.#certificate) {
      this.#server.useCertificate(this.#certificate);
    }
    if (isGone('revisions')) this.#watches.endAll();
    if (this.#isStarted && !this.#faults.has('refuse')) {
      await this.#server.listen();
    }
  }

  /** Accepts one more token, or gives a known one other rights. */
  grant(grant: TokenGrant): void {
    this.#authorizer.grant(grant);
  }

  /** Refuses a token from now on; open watches stay open. */
  revoke(token: string): void {
    this.#authorizer.revoke(token);
  }

  /**
   * Gives the reader another token and refuses the one before; watches that are
   * open stay open.
   */
  rotateToken(): string {
    const { name, seed } = this.#options;
    this.revoke(this.#token);
    this.#tokens += 1;
    this.#token = `reader-${nameSuffix(
      20,
      seed,
      name,
      'reader',
      this.#tokens,
    )}`;
    this.grant({
      token: this.#token,
      user: 'system:serviceaccount:fleet:fleet-reader',
      rules: this.#options.rules,
    });
    return this.#token;
  }

  /**
   * Shows a certificate of another authority from now on.
   *
   * @returns the new authority's certificate as PEM, which is `caData` from now on
   */
  async rotateAuthority(): Promise<string> {
    if (!this.#certificate) {
      throw new Error(`the cluster '${this.name}' has no certificate`);
    }
    this.#certificate = await createCertificate();
    this.#server.useCertificate(this.#certificate);
    return this.#certificate.caData;
  }

  /**
   * Serves a kind in another version only. Its objects stay what they are; the
   * watches of the version before end.
   *
   * @throws Error if either version of the kind is not served
   */
  moveToVersion(kind: {
    group: string;
    kind: string;
    from: string;
    to: string;
  }) {
    const { registry } = this.store;
    const type = (version: string) =>
      registry.requireKind(
        apiVersionOf({ group: kind.group, version }),
        kind.kind,
      );
    const from = type(kind.from);
    this.store.migrate(from, type(kind.to));
    registry.remove(from);
    this.#watches.endAll(resource => resource === from.plural);
  }

  /** Lets a service answer behind the API server's service proxy. */
  registerService(
    namespace: string,
    name: string,
    port: string | number,
    handler: ServiceHandler,
  ): void {
    this.#context.services.register(namespace, name, port, handler);
  }

  /**
   * Lets such a service answer from outside the cluster too, to whoever has the token.
   * @returns the path at which it does, below the cluster's URL
   */
  exposeService(
    namespace: string,
    name: string,
    port: string | number,
    token: string,
  ): string {
    this.#context.services.expose(namespace, name, port, token);
    return `/ingress/${namespace}/${name}`;
  }

  /** Sends a bookmark to every watch that allows them, without waiting. */
  sendBookmarks(): void {
    this.#watches.sendBookmarks();
  }

  #updateSilence(): void {
    this.#watches.setSilent(
      resource =>
        this.#faults.has('half-open') ||
        this.#faults.peek('hang', { resource }) !== undefined ||
        this.#faults.peek('mute', { resource }) !== undefined,
    );
  }

  #onEvent(event: WatchEvent): void {
    const { object } = event.current;
    if (
      object.kind === 'CustomResourceDefinition' &&
      event.type !== 'DELETED'
    ) {
      this.#serveDefinition(object);
    }
    if (!this.#isLoading) this.#log(LOG_VERBS[event.type], object);
    if (
      object.kind === 'CustomResourceDefinition' &&
      event.type === 'DELETED'
    ) {
      this.#removeDefinition(object);
    }
  }

  /** Its objects go with it, one by one, and then there is nothing to ask for. */
  #removeDefinition(definition: KubernetesObject): void {
    for (const { group, version, kind } of typesOfDefinition(definition)) {
      const type = this.store.registry.findByKind(`${group}/${version}`, kind);
      if (!type) continue;
      for (const { object } of this.store.list(type)) {
        this.store.delete({
          apiVersion: object.apiVersion,
          kind,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        });
      }
      this.store.registry.remove(type);
      this.store.forget(type);
      this.#watches.endAll(resource => resource === type.plural);
    }
  }

  #serveDefinition(definition: KubernetesObject): void {
    for (const type of typesOfDefinition(definition)) {
      const { registry } = this.store;
      const apiVersion = `${type.group}/${type.version}`;
      if (registry.findByKind(apiVersion, type.kind)) continue;
      registry.add(type);
      if (!this.#isLoading) {
        this.#context.initializing.add(`${type.plural}.${type.group}`);
      }
    }
  }

  #log(verb: TruthEntry['verb'], object: KubernetesObject): void {
    if (UNLOGGED_KINDS.has(object.kind)) return;
    const { apiVersion, kind, metadata } = object;
    this.#options.log.append({
      time: new Date(this.#options.clock.now()).toISOString(),
      cluster: this.name,
      verb,
      group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
      kind,
      ...(metadata.namespace && { namespace: metadata.namespace }),
      name: metadata.name,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      summary: summarise(object),
    });
  }

  #logFault(verb: 'fault' | 'fault-cleared', name: FaultName): void {
    this.#options.log.append({
      time: new Date(this.#options.clock.now()).toISOString(),
      cluster: this.name,
      verb,
      group: '',
      kind: 'Cluster',
      name: this.name,
      summary: { fault: name },
    });
  }
}

/** The kinds that a CustomResourceDefinition defines, one per served version. */
export function typesOfDefinition(
  definition: KubernetesObject,
): ResourceType[] {
  const { spec } = definition;
  if (!isJsonObject(spec) || !isJsonObject(spec.names)) return [];
  const { group, names, scope, versions } = spec;
  if (typeof group !== 'string' || typeof names.kind !== 'string') return [];
  const kind = names.kind;
  const plural = typeof names.plural === 'string' ? names.plural : undefined;
  const shortNames = Array.isArray(names.shortNames)
    ? names.shortNames.map(String)
    : [];
  const served = Array.isArray(versions) ? versions.filter(isJsonObject) : [];
  return served
    .filter(version => version.served !== false)
    .map(version =>
      defineResourceType({
        group,
        version: String(version.name),
        kind,
        plural,
        shortNames,
        namespaced: scope !== 'Cluster',
        statusSubresource:
          isJsonObject(version.subresources) &&
          'status' in version.subresources,
        custom: true,
      }),
    );
}
