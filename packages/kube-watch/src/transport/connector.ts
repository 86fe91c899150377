import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { ResolvedConnection } from '../connection';
import { KubernetesError } from '../errors';
import { plainAddress } from './plainAddress';

type Check = NonNullable<ResolvedConnection['checkAddress']>;

/**
 * Opens the connections of a transport. With `checkAddress`, each address is looked at before anything is sent to it: a name is
 * resolved once, by us, and what is connected to is one of the addresses that were looked at, not what the name says a moment
 * later. Certificate and server name stay those of the host in the URL.
 */
export function createConnector(
  connection: ResolvedConnection,
  options: { timeoutMs: number },
): buildConnector.connector {
  const { tls, checkAddress } = connection;
  const shared = { ...tls, timeout: options.timeoutMs, allowH2: false };
  if (!checkAddress) {
    return buildConnector(shared);
  }
  const connect = buildConnector({
    ...shared,
    lookup: checkedLookup(checkAddress),
  });
  return (target, callback) => {
    // What is an address already is never looked up.
    if (isIP(target.hostname) !== 0) {
      const refused = refusal(checkAddress, target.hostname, target.hostname);
      if (refused) {
        callback(refused, null);
        return;
      }
    }
    connect(target, callback);
  };
}

function checkedLookup(checkAddress: Check): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, '');
        return;
      }
      // One that is refused refuses all: a name that points there as well is not to be trusted with the others.
      const refused = found
        .map(({ address }) => refusal(checkAddress, address, hostname))
        .find(each => each !== undefined);
      if (refused) {
        callback(refused, '');
      } else if (options.all) {
        callback(null, found);
      } else {
        const [first] = found as [LookupAddress];
        callback(null, first.address, first.family);
      }
    });
  };
}

function refusal(
  checkAddress: Check,
  address: string,
  hostname: string,
): KubernetesError | undefined {
  try {
    checkAddress(plainAddress(address), hostname);
    return undefined;
  } catch (error) {
    return error instanceof KubernetesError
      ? error
      : new KubernetesError('invalid', 'the address is refused', {
          cause: error,
        });
  }
}
