import dns from 'node:dns/promises';
import { isIP } from 'node:net';
import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import { addressJudge, plainHost, type Verdict } from '../urlPolicy';

/** The addresses that a host name leads to. */
export type Lookup = (host: string) => Promise<string[]>;

const systemLookup: Lookup = async host =>
  (await dns.lookup(host, { all: true })).map(({ address }) => address);

/**
 * Whether a connection may be made now, by the policy that the cluster's record
 * bears: every address that its name leads to has to be allowed. Somebody else
 * connects, so that the name is resolved again by him.
 */
export async function judgeConnection(
  connection: Pick<ClusterConnection, 'server' | 'networkPolicy'>,
  lookup: Lookup = systemLookup,
): Promise<Verdict> {
  const { server, networkPolicy } = connection;
  // Every record that was let through has one.
  if (!networkPolicy) return refused('nobody has judged its address');
  if (!URL.canParse(server)) return refused('its server is no URL');
  const host = plainHost(new URL(server).hostname);
  const judge = addressJudge(networkPolicy);
  if (isIP(host)) return judge(host, host);
  let addresses: string[];
  try {
    addresses = await lookup(host);
  } catch (error) {
    const { code = 'no answer' } = error as NodeJS.ErrnoException;
    return refused(`the name '${host}' leads nowhere (${code})`);
  }
  if (addresses.length === 0) {
    return refused(`the name '${host}' leads nowhere`);
  }
  for (const address of addresses) {
    const verdict = judge(address, host);
    if (!verdict.allowed) return verdict;
  }
  return { allowed: true };
}

function refused(reason: string): Verdict {
  return { allowed: false, reason };
}
