import { isIP } from 'node:net';
import type { ClusterNetworkPolicy } from '@fleetview/backstage-plugin-fleet-node';
import { AllowList, plainHost } from './AllowList';
import { addressJudge, type Verdict } from './judgeAddress';

/**
 * Judges a server's URL before anything is resolved: its form, and the address
 * if it is written in place of a name. Decimal, octal and hexadecimal spellings
 * of an address are what the URL parser makes of them.
 *
 * @param options.encrypted - whether only `https` will do, as for whoever may
 *   choose where a token is sent
 */
export function judgeServer(
  server: string,
  policy: ClusterNetworkPolicy,
  options: { encrypted: boolean },
): Verdict {
  if (!URL.canParse(server)) return refused('the server is no URL');
  const url = new URL(server);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused('the server has to begin with https:// or http://');
  }
  if (url.username || url.password) {
    return refused('the server must not hold credentials');
  }
  if (/[?#]/.test(server)) {
    return refused('the server must have neither query nor fragment');
  }
  const host = plainHost(url.hostname);
  const allow = AllowList.create(policy.allow);
  const listed = allow.allowsHost(host) || allow.allowsAddress(host);
  if (options.encrypted && url.protocol === 'http:' && !listed) {
    return refused(
      `the server is not encrypted; use https, or add '${host}' to fleet.network.allow`,
    );
  }
  if (isIP(host)) return addressJudge(policy)(host, host);
  if (isLocalhost(host) && !listed && !allow.allowsAddress('127.0.0.1')) {
    return refused(
      `'${host}' is this machine; add '${host}' to fleet.network.allow if that is meant`,
    );
  }
  return { allowed: true };
}

function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function refused(reason: string): Verdict {
  return { allowed: false, reason };
}
