import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import { Allowance } from '../../auditEvents/Allowance';
import { normaliseServer } from '../../clusters/apiServer';
import { guardRecord } from '../../clusters/guard/guardRecord';
import type { CandidateConfig, NetworkConfig } from '../../config/FleetConfig';
import type { NotHad } from '../ask/LiveSight';

/** What is written of a cluster that is none of the fleet yet. */
export type CandidateAddress = {
  server: string;
  /** PEM text. */
  caData?: string;
  /** The name of what it is looked at with; never that itself. */
  credentials?: string;
};

/** So many addresses in a row, and then one every so often: nobody looks for servers this way. */
const AT_ONCE = 10;
const PER_SECOND = 1 / 6;

/** Whether an address may be connected to, with what; or why not, and whether that is the operator's to change. */
export type CandidateConnection = { connection: ClusterConnection } | NotHad;

/**
 * How clusters are reached that are none of the fleet yet. Whoever writes the address chooses
 * where the portal connects to: it gets no private network, no unchecked certificate, and none
 * of the portal's credentials but those that the operator keeps for that one address.
 */
export class CandidateAsker {
  readonly #network: NetworkConfig;
  readonly #credentials: readonly CandidateConfig[];
  readonly #allowance: Allowance;

  constructor(options: {
    network: NetworkConfig;
    credentials: readonly CandidateConfig[];
    /** Milliseconds of a clock that never goes back. */
    monotonic?: () => number;
  }) {
    this.#network = options.network;
    this.#credentials = options.credentials;
    this.#allowance = new Allowance({
      perSecond: PER_SECOND,
      atOnce: AT_ONCE,
      monotonic: options.monotonic ?? (() => performance.now()),
    });
  }

  /** Takes a turn. @returns after how many seconds there is one; 0 where it was taken */
  takeTurn(): number {
    return this.#allowance.take(1);
  }

  /** How a candidate may be connected to. Connects to nothing. */
  connectionOf(address: CandidateAddress): CandidateConnection {
    const entry = this.#entryOf(address);
    if (entry && 'cause' in entry) return entry;
    const caData = entry ? entry.caData : address.caData;
    const { access } = guardRecord({
      source: 'template',
      record: {
        name: 'candidate',
        origin: 'template',
        access: {
          type: 'direct',
          connection: {
            server: address.server,
            ...(caData === undefined ? {} : { caData }),
          },
        },
      },
      network: this.#network,
    });
    if (access.type !== 'direct') {
      return { cause: 'not-asked', reason: access.reason };
    }
    const { token, tokenFile } = entry ?? {};
    return {
      connection: {
        ...access.connection,
        ...(token === undefined ? {} : { token }),
        ...(tokenFile === undefined ? {} : { tokenFile }),
      },
    };
  }

  #entryOf({
    server,
    caData,
    credentials,
  }: CandidateAddress): CandidateConfig | NotHad | undefined {
    if (credentials === undefined) return undefined;
    const entry = this.#credentials.find(({ name }) => name === credentials);
    const refuse = (reason: string): NotHad => ({ cause: 'not-asked', reason });
    if (!entry) {
      return refuse(
        `there are no credentials '${credentials}' below fleet.candidates`,
      );
    }
    const wanted = normaliseServer(server);
    if (wanted === undefined || wanted !== normaliseServer(entry.server)) {
      return refuse(
        `the credentials '${credentials}' go to another address, and to no other`,
      );
    }
    // Whoever chooses who vouches for the address chooses who gets the token.
    if (caData !== undefined && caData.trim() !== entry.caData?.trim()) {
      return refuse(
        `the credentials '${credentials}' go only where ${entry.key}.caData, or a public authority, vouches for the address; leave out the certificate authority`,
      );
    }
    return entry;
  }
}
