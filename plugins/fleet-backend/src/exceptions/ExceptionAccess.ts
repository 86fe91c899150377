import {
  DEFAULT_COMPLIANCE_SETTINGS,
  type ComplianceSettings,
  type ExceptionScope,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../mapping/EntityIndex';
import type { PlaceScope } from '../permissions/PlaceScope';
import { placesOf, readablePlacesOf } from './placesOf';

/** By what the ledger says how many have to approve, when an end is told of, and what debts weigh. */
export type LedgerRules = Pick<ComplianceSettings, 'exceptions' | 'weights'>;

/** What who asks may see of the ledger, ask for and approve of, and what the ledger goes by. */
export class ExceptionAccess {
  readonly #entities: EntityIndex;
  readonly #reads: PlaceScope;
  readonly #waives: PlaceScope;
  readonly #approves: PlaceScope;
  /** Who it is, as a reference; nothing where it is no person. */
  readonly person: string | undefined;
  readonly rules: LedgerRules;

  constructor(options: {
    entities: EntityIndex;
    reads: PlaceScope;
    waives: PlaceScope;
    approves: PlaceScope;
    person?: string;
    /** As usual where absent. */
    rules?: LedgerRules;
  }) {
    this.#entities = options.entities;
    this.#reads = options.reads;
    this.#waives = options.waives;
    this.#approves = options.approves;
    this.person = options.person;
    this.rules = options.rules ?? DEFAULT_COMPLIANCE_SETTINGS;
  }

  get entities(): EntityIndex {
    return this.#entities;
  }

  /** The ids of all clusters that there are. */
  get knownClusters(): string[] {
    return this.#reads.knownClusters;
  }

  get seesAll(): boolean {
    return this.#reads.isWhole;
  }

  /** Whether there may be anything that he may ask for. */
  get mayRequest(): boolean {
    return this.person !== undefined && !this.#waives.isEmpty;
  }

  sees(scope: ExceptionScope): boolean {
    return (
      this.seesAll ||
      this.#reads.touchesAny(readablePlacesOf(scope, this.#entities))
    );
  }

  /** The clusters on which he may see of it; those that are known where it is of all. */
  clustersOf(scope: ExceptionScope): string[] {
    return this.#reads.clustersOf(readablePlacesOf(scope, this.#entities));
  }

  /** Whether he may ask for all of it: nobody asks for what he may not see. */
  mayWaive(scope: ExceptionScope): boolean {
    return this.#mayAll(this.#waives, scope);
  }

  /** Whether he may approve of all of it: nobody approves of what he may not see. */
  mayApprove(scope: ExceptionScope): boolean {
    return this.#mayAll(this.#approves, scope);
  }

  #mayAll(permitted: PlaceScope, scope: ExceptionScope): boolean {
    const places = placesOf(scope, this.#entities);
    return this.#reads.covers(places) && permitted.covers(places);
  }
}
