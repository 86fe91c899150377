import type {
  ClusterConnection,
  ClusterRecord,
  FleetCredential,
  FleetCredentialAnswer,
  FleetCredentialRefusal,
  FleetCredentialRequest,
  FleetCredentialsProvider,
} from '@fleetview/backstage-plugin-fleet-node';
import { failureText } from '../../collector/tokens/failureText';
import { normaliseServer } from '../apiServer';
import type { MemberRecord } from '../registry/members';
import { HeldTokens } from './HeldTokens';
import { judgeConnection, type Lookup } from './judgeConnection';
import { readTokenFile } from './readTokenFile';

type Told = MemberRecord & { record: ClusterRecord };
type Connectable = { source: string; connection: ClusterConnection };

/** What a header can hold: with anything else, HTTP clients tell the token in their error. */
const TOKEN = /^[\x21-\x7e]{1,65536}$/;

/**
 * Gives the credentials of clusters to other plugins of this process, by the
 * records that sources told: to the API server of such a record alone, once the
 * network policy of that record lets a connection be made.
 */
export class ClusterCredentials implements FleetCredentialsProvider {
  readonly #records: () => readonly MemberRecord[];
  readonly #lookup: Lookup | undefined;
  readonly #tokens = new HeldTokens();

  static create(options: {
    /** All records of all clusters, as sources told them here. */
    records: () => readonly MemberRecord[];
    /** Addresses of a name; the system's resolver by default. */
    lookup?: Lookup;
  }): ClusterCredentials {
    return new ClusterCredentials(options);
  }

  private constructor(options: {
    records: () => readonly MemberRecord[];
    lookup?: Lookup;
  }) {
    this.#records = options.records;
    this.#lookup = options.lookup;
  }

  async credentialsOf(
    request: FleetCredentialRequest,
  ): Promise<FleetCredentialAnswer> {
    const found = this.#find(request);
    if ('outcome' in found) return found;
    const { source, connection } = found;
    const verdict = await judgeConnection(connection, this.#lookup);
    if (!verdict.allowed) return refused('address-refused', verdict.reason);
    try {
      return {
        outcome: 'given',
        credential: await this.#credentialOf(connection),
      };
    } catch (error) {
      return refused(
        'unavailable',
        `the credential that '${source}' names cannot be had: ${failureText(
          error,
        )}`,
      );
    }
  }

  /** The first record that may be used for what is asked. */
  #find(request: FleetCredentialRequest): Connectable | FleetCredentialAnswer {
    const told = this.#recordsOf(request.clusterId);
    if (told.length === 0) {
      return refused('unknown-cluster', 'no source names it any more');
    }
    const direct = told.flatMap(({ source, record }) =>
      record.access.type === 'direct'
        ? [
            {
              source,
              origin: record.origin,
              connection: record.access.connection,
            },
          ]
        : [],
    );
    if (direct.length === 0) {
      const [{ access }] = told.map(({ record }) => record);
      return refused(
        'not-asked',
        access.type === 'not-asked' ? access.reason : 'it is not asked',
      );
    }
    const { origins } = request;
    const shared = direct.filter(
      ({ origin }) => !origins || (origin && origins.includes(origin)),
    );
    if (shared.length === 0) {
      return refused(
        'not-shared',
        `its address comes from '${direct[0].source}', whose credentials are not shared`,
      );
    }
    const wanted = normaliseServer(request.server);
    const match = shared.find(
      ({ connection }) =>
        wanted !== undefined && normaliseServer(connection.server) === wanted,
    );
    return (
      match ??
      refused(
        'other-server',
        'its credential was registered for another API server, and goes to no other',
      )
    );
  }

  /** What sources say of a cluster; of one that became part of another, of that. */
  #recordsOf(clusterId: string): Told[] {
    const records = this.#records();
    const now =
      records.find(({ homeId }) => homeId === clusterId)?.clusterId ??
      clusterId;
    return records.filter(
      (member): member is Told =>
        member.clusterId === now && member.present && !!member.record,
    );
  }

  async #credentialOf(connection: ClusterConnection): Promise<FleetCredential> {
    const { token, tokenFile, tokenProvider } = connection;
    if (token !== undefined) return toToken({ token });
    if (tokenProvider) return toToken(await this.#tokens.get(tokenProvider));
    if (tokenFile !== undefined) {
      return toToken({ token: await readTokenFile(tokenFile) });
    }
    const { clientCertificate, clientKey } = connection;
    if (clientCertificate && clientKey) {
      return {
        type: 'client-certificate',
        certificate: clientCertificate,
        key: clientKey,
      };
    }
    return { type: 'none' };
  }
}

function toToken(held: { token: string; expiresAt?: number }): FleetCredential {
  const token = held.token.trim();
  if (!TOKEN.test(token)) {
    throw new Error('it is empty, or holds characters that no header can');
  }
  return {
    type: 'token',
    token,
    ...(held.expiresAt === undefined ? {} : { expiresAt: held.expiresAt }),
  };
}

function refused(
  reason: FleetCredentialRefusal,
  message: string,
): FleetCredentialAnswer {
  return { outcome: 'refused', reason, message };
}
