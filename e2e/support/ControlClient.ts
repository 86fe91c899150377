/** A change that really happened in the simulation. */
export type TruthEntry = {
  sequence: number;
  time: string;
  cluster: string;
  verb:
    | 'added'
    | 'modified'
    | 'deleted'
    | 'fault'
    | 'fault-cleared'
    | 'release';
  kind: string;
  namespace?: string;
  name: string;
  summary: Record<string, string | number | boolean>;
};

/** What is wrong with a cluster, as the simulator's control API takes it. */
export type Fault = { fault: string; [parameter: string]: unknown };

/** The state of the simulation, as far as tests ask for it. */
export type SimulationState = {
  ticks: number;
  running: boolean;
  lastSequence: number;
  clusters: {
    name: string;
    url: string;
    /** Of who signed for its API server, in base64; absent over plain HTTP. */
    caData?: string;
    kubernetesVersion: string;
    faults: Fault[];
  }[];
};

/** How far a cluster is with a release. */
export type ReleaseState =
  | 'queued'
  | 'window-closed'
  | 'applying'
  | 'verifying'
  | 'succeeded'
  | 'failed'
  | 'stuck'
  | 'unknown';

/** What goes wrong with a release; the simulator's README lists what each takes. */
export type Trouble = {
  type: 'admission' | 'window' | 'unreachable';
  cluster: string;
  [parameter: string]: unknown;
};

/** The truth of a release, as far as tests ask for it. */
export type ReleaseReport = {
  id: string;
  component: string;
  version: string;
  previousVersion: string;
  lifecycle: 'running' | 'paused' | 'blocked' | 'completed' | 'superseded';
  waves: {
    name: string;
    clusters: string[];
    state: 'waiting' | 'open' | 'done';
  }[];
  members: {
    cluster: string;
    wave: string;
    engine: 'argocd' | 'flux' | 'ocm' | 'none';
    state: ReleaseState;
    actual: ReleaseState;
    lastKnown: ReleaseState;
    knowable: boolean;
    since: string;
    reason: string;
  }[];
  counts: Partial<Record<ReleaseState, number>>;
};

/** The truth of one drift on one cluster, as far as tests ask for it. */
export type DriftTruth = {
  entry: string;
  kind: string;
  component: string;
  cluster: string;
  engine: 'argocd' | 'flux' | 'ocm' | 'none';
  resource: { group: string; kind: string; namespace: string; name: string };
  manager?: string;
  happenedAt: string;
  seenAt?: string;
  healedAt?: string;
};

/** The Git repository of the simulation. */
export type GitState = {
  url: string;
  /** The commit that `main` is at. */
  head: string;
  /** What there is beside and with it, and at which commits. */
  branches: { name: string; commit: string }[];
  problem?: string;
};

/** A Kubernetes object to put into a cluster. */
export type AppliedObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
};

/** Steers a simulated fleet: its time, its faults, its objects. */
export class ControlClient {
  constructor(readonly url: string) {}

  state(): Promise<SimulationState> {
    return this.#ask('GET', '/state');
  }

  /** Lets so many ticks pass at once. */
  tick(count = 1): Promise<SimulationState> {
    return this.#ask('POST', '/tick', { count });
  }

  pause(): Promise<SimulationState> {
    return this.#ask('POST', '/pause');
  }

  fault(cluster: string, fault: Fault): Promise<unknown> {
    return this.#ask('POST', `/clusters/${cluster}/faults`, fault);
  }

  /**
   * Switches a fault on and breaks the connections that are open, so that it is
   * met at once and not when the next watch begins.
   */
  async faultNow(cluster: string, fault: Fault): Promise<void> {
    await this.fault(cluster, fault);
    await this.fault(cluster, { fault: 'cut' });
  }

  clearFaults(cluster: string): Promise<unknown> {
    return this.#ask('DELETE', `/clusters/${cluster}/faults`);
  }

  apply(cluster: string, object: AppliedObject): Promise<unknown> {
    return this.#ask('POST', `/clusters/${cluster}/objects`, object);
  }

  /** Starts a release; further options are those of the simulator's control API. */
  release(input: {
    component: string;
    version: string;
    troubles?: Trouble[];
    [option: string]: unknown;
  }): Promise<ReleaseReport> {
    return this.#ask('POST', '/releases', input);
  }

  /** The truth of all releases, oldest first. */
  async releases(): Promise<ReleaseReport[]> {
    const answer = await this.#ask<{ releases: ReleaseReport[] }>(
      'GET',
      '/releases',
    );
    return answer.releases;
  }

  /** Pauses or resumes a release, or starts one that takes it back. */
  steerRelease(
    id: string,
    action: 'pause' | 'resume' | 'rollback',
  ): Promise<ReleaseReport> {
    return this.#ask('POST', `/releases/${id}/${action}`);
  }

  /** Ends what is wrong with a release, on one cluster or on all. */
  clearTroubles(id: string, cluster?: string): Promise<ReleaseReport> {
    const query = cluster ? `?cluster=${cluster}` : '';
    return this.#ask('DELETE', `/releases/${id}/troubles${query}`);
  }

  /** Changes a workload by hand, as with kubectl. */
  editByHand(
    cluster: string,
    edit: {
      component: string;
      replicas?: number;
      version?: string;
      environment?: Record<string, string>;
    },
  ): Promise<unknown> {
    return this.#ask('POST', `/clusters/${cluster}/hand-edits`, edit);
  }

  /** Lets clusters drift; the simulator's README lists what each kind takes. */
  drift(input: {
    type: string;
    component: string;
    clusters: string[];
    [option: string]: unknown;
  }): Promise<unknown> {
    return this.#ask('POST', '/drifts', input);
  }

  /** The truth of all drifts. */
  async drifts(): Promise<DriftTruth[]> {
    const answer = await this.#ask<{ drifts: DriftTruth[] }>('GET', '/drifts');
    return answer.drifts;
  }

  /** The Git repository that engines read. */
  git(): Promise<GitState> {
    return this.#ask('GET', '/git');
  }

  /** Merges a branch into `main`, as a person does. */
  merge(branch: string): Promise<GitState> {
    return this.#ask('POST', '/git/merge', { branch });
  }

  /** From now on an image cannot be pulled, or its containers crash. */
  breakImage(
    image: string,
    ailment: 'image-pull' | 'crash-loop',
  ): Promise<unknown> {
    return this.#ask('POST', '/images/break', { image, ailment });
  }

  repairImage(image: string): Promise<unknown> {
    return this.#ask('POST', '/images/repair', { image });
  }

  /** What happened after a sequence number. */
  async log(since = 0): Promise<TruthEntry[]> {
    const entries: TruthEntry[] = [];
    for (let from = since; ; ) {
      const page = await this.#ask<{
        entries: TruthEntry[];
        lastSequence: number;
      }>('GET', `/log?since=${from}`);
      entries.push(...page.entries);
      from = page.entries.at(-1)?.sequence ?? page.lastSequence;
      if (from >= page.lastSequence) return entries;
    }
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(
        `${method} ${path}: HTTP ${response.status}: ${answer.trim()}`,
      );
    }
    return JSON.parse(answer) as T;
  }
}
