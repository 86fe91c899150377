import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { Access } from '../../permissions/Access';
import { CellScope } from '../../permissions/CellScope';
import { satisfies, type Subject } from '../../permissions/Expression';
import { readPastSubjects } from '../../permissions/readPastSubjects';
import { StatementScope } from '../../permissions/StatementScope';
import { clusterSubject } from '../../permissions/subjects';
import type { FleetSnapshot } from './FleetSnapshot';
import type { FleetSnapshots } from './FleetSnapshots';
import { limitSnapshot } from './limitSnapshot';
import { VisibleCounts } from './VisibleCounts';

/** What a request may see of the fleet. */
export type FleetView = {
  /** The clusters that it may see, and of what runs on them what it may see. */
  fleet: FleetSnapshot;
  /** The fleet that it is made of: of it nothing is shown that was not decided to be seen. */
  whole: FleetSnapshot;
  /** What it may see of what runs, on whatever cluster. */
  scope: CellScope;
  /** What it may see of what else is said of clusters and read on them. */
  statements: StatementScope;
  /** The clusters whose past it may see, those that left among them. */
  pastIds: ReadonlySet<string>;
  /** Clusters that there are and that it may not see. */
  hiddenClusters: number;
};

/** Views that are kept with a snapshot, of different readers. */
const VIEWS = 200;
/** Rows of clusters that are held for all of them together. */
const ROWS = 200_000;

/**
 * Makes of the one snapshot of the fleet what each reader may see: once for all
 * who may see the same, and anew with every snapshot.
 */
export class FleetViews {
  readonly #knex: Knex;
  readonly #snapshots: Pick<FleetSnapshots, 'latest'>;
  readonly #entities: () => EntityIndex;
  readonly #namesOf: (clusterId: string) => readonly string[];
  readonly #views = new WeakMap<
    FleetSnapshot,
    Map<string, Promise<FleetView>>
  >();
  readonly #subjects = new WeakMap<
    FleetSnapshot,
    ReadonlyMap<string, Subject>
  >();
  readonly #past = new WeakMap<
    FleetSnapshot,
    Promise<ReadonlyMap<string, Subject>>
  >();
  /** By access, the one that was asked for last at the end. */
  readonly #counts = new Map<string, VisibleCounts>();

  constructor(options: {
    knex: Knex;
    snapshots: Pick<FleetSnapshots, 'latest'>;
    entities: () => EntityIndex;
    /** The names that an operator gave a cluster. */
    namesOf: (clusterId: string) => readonly string[];
  }) {
    this.#knex = options.knex;
    this.#snapshots = options.snapshots;
    this.#entities = options.entities;
    this.#namesOf = options.namesOf;
  }

  /** @param access - of somebody who may not see all */
  async of(access: Access): Promise<FleetView> {
    const whole = await this.#snapshots.latest();
    const views = this.#views.get(whole) ?? new Map();
    this.#views.set(whole, views);
    const known: Promise<FleetView> | undefined = views.get(access.key);
    if (known) return known;
    const view = this.#limited(whole, access);
    if (views.size >= mostOf(whole)) {
      views.delete(views.keys().next().value as string);
    }
    views.set(access.key, view);
    // What failed is tried again by whoever asks next.
    view.catch(() => views.delete(access.key));
    return view;
  }

  /** What is known of all clusters, for whoever decides by it what may be seen. */
  async subjects(): Promise<ReadonlyMap<string, Subject>> {
    return this.#subjectsOf(await this.#snapshots.latest());
  }

  /** What is known of all clusters whose past may be kept: of those that left, too. */
  async subjectsOfPast(): Promise<ReadonlyMap<string, Subject>> {
    return this.#pastOf(await this.#snapshots.latest());
  }

  #pastOf(whole: FleetSnapshot): Promise<ReadonlyMap<string, Subject>> {
    const known = this.#past.get(whole);
    if (known) return known;
    const past = readPastSubjects({
      knex: this.#knex,
      present: this.#subjectsOf(whole),
      namesOf: this.#namesOf,
    });
    this.#past.set(whole, past);
    // What failed is tried again by whoever asks next.
    past.catch(() => this.#past.delete(whole));
    return past;
  }

  #subjectsOf(whole: FleetSnapshot): ReadonlyMap<string, Subject> {
    const known = this.#subjects.get(whole);
    if (known) return known;
    const subjects = new Map(
      whole.clusters.map(row => [
        row.id,
        clusterSubject(row, this.#namesOf(row.id)),
      ]),
    );
    this.#subjects.set(whole, subjects);
    return subjects;
  }

  async #limited(whole: FleetSnapshot, access: Access): Promise<FleetView> {
    const all = new Map<string, Subject>();
    const visible = new Map<string, Subject>();
    const clusters = whole.clusters.filter(row => {
      const subject = clusterSubject(row, this.#namesOf(row.id));
      all.set(row.id, subject);
      if (!satisfies(subject, access.clusters)) return false;
      visible.set(row.id, subject);
      return true;
    });
    const scope = new CellScope({
      knex: this.#knex,
      clusters: all,
      expression: access.instances,
      isWithin: false,
    });
    const fleet = await limitSnapshot({
      knex: this.#knex,
      whole,
      clusters,
      access,
      scope,
      fleetScope: new CellScope({
        knex: this.#knex,
        clusters: visible,
        expression: access.instances,
        isWithin: access.limited.includes('clusters'),
      }),
      counts: this.#countsOf(access, whole),
      entities: this.#entities(),
    });
    const past = await this.#pastOf(whole);
    return {
      fleet,
      whole,
      scope,
      statements: new StatementScope({
        knex: this.#knex,
        clusters: all,
        expression: access.instances,
      }),
      pastIds: new Set(
        [...past].flatMap(([id, subject]) =>
          satisfies(subject, access.clusters) ? [id] : [],
        ),
      ),
      hiddenClusters: whole.clusters.length - clusters.length,
    };
  }

  #countsOf({ key }: Access, whole: FleetSnapshot): VisibleCounts {
    const counts =
      this.#counts.get(key) ?? new VisibleCounts({ knex: this.#knex });
    this.#counts.delete(key);
    this.#counts.set(key, counts);
    if (this.#counts.size > mostOf(whole)) {
      this.#counts.delete(this.#counts.keys().next().value as string);
    }
    return counts;
  }
}

/** Memory stays bounded, however large the fleet and however many the readers. */
function mostOf({ clusters }: FleetSnapshot): number {
  return Math.max(1, Math.min(VIEWS, Math.floor(ROWS / clusters.length)));
}
