import { isCoverageCurrent } from '@fleetview/backstage-plugin-fleet-common';
import type { CoverageState } from '@fleetview/backstage-plugin-fleet-common';
import type { SimulatedCluster } from '@fleetview/fleet-simulator';
import type { Knex } from 'knex';
import { faultAdapter } from './faultAdapter';
import {
  readStored,
  type StoredCluster,
  type StoredCoverage,
  type StoredFact,
} from './readStored';
import { isReadable, Truth, type TrueObject } from './Truth';

/** A proof is good for 90 s; what was proven is stored a moment later. */
const FRESH_MS = 90_000;
const WRITING_MS = 12_000;
/** Where nothing is wrong, a change is stored within this. */
const PROMPT_MS = 6_000;
/** A client's sockets: those for requests, and one per watch. */
const MOST_SOCKETS = 16 + 3 * faultAdapter.watches.length;

/** What the oracle has to know of a cluster besides what it sees. */
export type ClusterCondition = {
  /** Something is or was wrong with it in this run. */
  isDisturbed: boolean;
  /** It lied in lists of these kinds and has not been made to tell the truth since. */
  lied: ReadonlySet<string>;
  /** Nobody can reach it, since then. */
  unreachableSince?: number;
  /** No source names it at present. */
  isRemoved: boolean;
  /** Since then collecting has gone on without a break of our own making. */
  undisturbedSince: number;
};

type Watched = {
  cluster: SimulatedCluster;
  truth: Truth;
  condition: () => ClusterCondition;
  /** The uids that were stored at the last look. */
  stored: Set<string>;
  /** Ended, and seen to be gone from the store. */
  buried: Set<string>;
};

/**
 * Compares what is stored with what is true, and says in words what must never
 * be. It knows nothing of how collecting works: it reads the simulated clusters
 * on one side and the database on the other.
 */
export class Oracle {
  readonly #knex: Knex;
  readonly #now: () => number;
  readonly #promptMs: number;
  readonly #watched = new Map<string, Watched>();

  constructor(options: { knex: Knex; now: () => number; promptMs?: number }) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#promptMs = options.promptMs ?? PROMPT_MS;
  }

  /** Watches one cluster from now on; whatever it holds must have been there from here on. */
  watch(cluster: SimulatedCluster, condition: () => ClusterCondition): void {
    this.#watched.set(cluster.name, {
      cluster,
      truth: new Truth(cluster, this.#now),
      condition,
      stored: new Set(),
      buried: new Set(),
    });
  }

  truthOf(name: string): Truth {
    const watched = this.#watched.get(name);
    if (!watched) throw new Error(`nobody watches '${name}'`);
    return watched.truth;
  }

  /** Everything that must not be, whatever is wrong at the moment. */
  async violations(): Promise<string[]> {
    const stored = await readStored(this.#knex);
    const found: string[] = [];
    for (const [name, watched] of this.#watched) {
      const say = (what: string) => found.push(`${name}: ${what}`);
      if (watched.cluster.openSockets > MOST_SOCKETS) {
        say(`${watched.cluster.openSockets} sockets are open`);
      }
      const cluster = stored.get(name);
      if (!cluster || watched.condition().isRemoved) continue;
      this.#checkFacts(watched, cluster, say);
      this.#checkPromises(watched, cluster, say);
    }
    return found;
  }

  /** What is still different from how it must be once nothing is wrong any more. */
  async differences(): Promise<string[]> {
    const stored = await readStored(this.#knex);
    const found: string[] = [];
    for (const [name, { cluster, truth }] of this.#watched) {
      const known = stored.get(name);
      if (!known) {
        found.push(`${name}: is not stored`);
        continue;
      }
      for (const { kind } of servedKinds(cluster)) {
        const coverage = known.coverage.find(row => row.kind === kind);
        if (coverage?.state !== 'current' || !this.#isCurrent(coverage)) {
          found.push(
            `${name}: ${kind} is ${coverage?.state ?? 'unknown'} (${
              coverage?.reason ?? 'no reason'
            })`,
          );
        }
        found.push(...differencesOf(name, kind, truth, known.facts));
      }
    }
    return found;
  }

  #checkFacts(
    watched: Watched,
    cluster: StoredCluster,
    say: (what: string) => void,
  ): void {
    const { truth, stored, buried } = watched;
    const { lied } = watched.condition();
    const seen = new Set<string>();
    for (const fact of cluster.facts) {
      const object = truth.objects.get(fact.uid);
      if (seen.has(fact.uid)) say(`${described(fact)} is stored twice`);
      seen.add(fact.uid);
      if (!object) {
        say(`${described(fact)} never was`);
      } else if (
        object.kind !== fact.kind ||
        object.name !== fact.name ||
        object.namespace !== fact.namespace ||
        !object.marks.has(fact.mark)
      ) {
        say(`${described(fact)} never was like this (${fact.mark})`);
      } else if (buried.has(fact.uid)) {
        say(`${described(fact)} has risen from the dead`);
      }
    }
    for (const uid of stored) {
      const object = truth.objects.get(uid);
      if (
        object &&
        !object.isDeleted &&
        !seen.has(uid) &&
        !lied.has(object.kind)
      ) {
        say(`${described(object)} was deleted without proof`);
      }
    }
    for (const object of truth.objects.values()) {
      if (object.isDeleted && !seen.has(object.uid)) buried.add(object.uid);
    }
    watched.stored = seen;
  }

  #checkPromises(
    watched: Watched,
    cluster: StoredCluster,
    say: (what: string) => void,
  ): void {
    const { truth } = watched;
    const condition = watched.condition();
    const now = this.#now();
    const settledMs = now - condition.undisturbedSince;
    const isUnharmed =
      !condition.isDisturbed && settledMs > 15_000 + this.#promptMs;
    const graceMs = isUnharmed ? this.#promptMs : FRESH_MS + WRITING_MS;
    for (const { kind } of servedKinds(watched.cluster)) {
      const coverage = cluster.coverage.find(row => row.kind === kind);
      const isCurrent = coverage !== undefined && this.#isCurrent(coverage);
      if (isUnharmed && !isCurrent) {
        say(
          `${kind} is not current though nothing is wrong with this cluster (${coverage?.state}: ${coverage?.reason})`,
        );
      }
      const { unreachableSince } = condition;
      if (unreachableSince !== undefined && coverage?.confirmedAt) {
        if (coverage.confirmedAt > unreachableSince + WRITING_MS) {
          say(`${kind} was confirmed after the cluster fell silent`);
        }
        if (isCurrent && now - unreachableSince > FRESH_MS + WRITING_MS) {
          say(`${kind} is called current though nobody can reach it`);
        }
      }
      // A lie about what is there cannot be found out before it ends.
      if (!isCurrent || condition.lied.has(kind)) continue;
      const facts = new Map(cluster.facts.map(fact => [fact.uid, fact]));
      for (const object of truth.objects.values()) {
        if (object.kind !== kind || now - object.at <= graceMs) continue;
        const wrong = wrongWith(object, facts.get(object.uid));
        if (wrong) {
          say(
            `${described(object)} ${wrong}, for ${
              now - object.at
            } ms, though its kind is called current`,
          );
        }
      }
    }
  }

  #isCurrent({ state, isCurrent, confirmedAt }: StoredCoverage): boolean {
    return (
      isCurrent &&
      isCoverageCurrent({
        state: state as CoverageState,
        confirmedAgeMs:
          confirmedAt === undefined
            ? undefined
            : Math.max(0, this.#now() - confirmedAt),
      })
    );
  }
}

/** The kinds that the cluster can be asked for at present. */
function servedKinds(cluster: SimulatedCluster): { kind: string }[] {
  return faultAdapter.watches.filter(({ group, kind, versions }) =>
    versions.some(version =>
      cluster.store.registry.findByKind(
        group ? `${group}/${version}` : version,
        kind,
      ),
    ),
  );
}

function wrongWith(
  object: TrueObject,
  fact: StoredFact | undefined,
): string | undefined {
  if (object.isDeleted) {
    return fact ? 'is stored though it is gone' : undefined;
  }
  if (!isReadable(object)) {
    return fact && !fact.isUnreadable
      ? 'counts as read though it cannot be read'
      : undefined;
  }
  if (!fact) return 'is missing';
  if (fact.mark !== object.mark) {
    return `is stored as '${fact.mark}', and is '${object.mark}'`;
  }
  return fact.isUnreadable ? 'counts as unreadable' : undefined;
}

function differencesOf(
  cluster: string,
  kind: string,
  truth: Truth,
  facts: StoredFact[],
): string[] {
  const byUid = new Map(facts.map(fact => [fact.uid, fact]));
  return [...truth.objects.values()].flatMap(object => {
    if (object.kind !== kind) return [];
    const wrong = wrongWith(object, byUid.get(object.uid));
    return wrong ? [`${cluster}: ${described(object)} ${wrong}`] : [];
  });
}

function described(object: {
  kind: string;
  namespace: string;
  name: string;
  uid: string;
}): string {
  const { kind, namespace, name, uid } = object;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name} (${uid.slice(
    0,
    8,
  )})`;
}
