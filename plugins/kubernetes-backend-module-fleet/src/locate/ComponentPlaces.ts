import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetService } from '@fleetview/backstage-plugin-fleet-node';
import { LRUCache } from 'lru-cache';
import { words } from '../words';
import { readPlaces, type Places } from './readPlaces';

/** What the fleet says of where an entity runs. */
export type FleetAnswer =
  | { type: 'told'; places: Places }
  /** The fleet does not know the entity. */
  | { type: 'unknown' }
  /** Whoever asks may not know it. */
  | { type: 'refused'; message: string }
  | { type: 'failed'; message: string };

/** A page asks several times while it is built: for its objects, and for each set of custom resources. */
const KEPT_MS = 5_000;
const MOST_KEPT = 2_000;
const TIMEOUT_MS = 10_000;

/** Asks the fleet where entities run, in the name of whoever looks, and keeps the answer for him for some seconds. */
export class ComponentPlaces {
  readonly #fleet: Pick<FleetService, 'getComponent'>;
  readonly #kept: LRUCache<string, Promise<FleetAnswer>>;

  static create(options: {
    fleet: Pick<FleetService, 'getComponent'>;
    keptMs?: number;
  }): ComponentPlaces {
    return new ComponentPlaces(options);
  }

  private constructor(options: Parameters<typeof ComponentPlaces.create>[0]) {
    this.#fleet = options.fleet;
    this.#kept = new LRUCache({
      max: MOST_KEPT,
      ttl: options.keptMs ?? KEPT_MS,
    });
  }

  /** Never rejects. */
  async of(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<FleetAnswer> {
    // Whoever it is and on whose behalf, down to what a service may do.
    const viewer = JSON.stringify(credentials.principal);
    const key = `${viewer}\n${stringifyEntityRef(entity)}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const asked = this.#ask(entity, credentials);
    this.#kept.set(key, asked);
    return asked;
  }

  async #ask(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<FleetAnswer> {
    try {
      const places = await readPlaces({
        fleet: this.#fleet,
        entity,
        credentials,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return places ? { type: 'told', places } : { type: 'unknown' };
    } catch (error) {
      const message = words(error);
      return error instanceof FleetResponseError && error.status === 403
        ? { type: 'refused', message }
        : { type: 'failed', message };
    }
  }
}
