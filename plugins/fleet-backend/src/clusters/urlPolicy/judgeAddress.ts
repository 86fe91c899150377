import type { ClusterNetworkPolicy } from '@fleetview/backstage-plugin-fleet-node';
import { AllowList, plainHost } from './AllowList';
import { classifyAddress, type AddressClass } from './classifyAddress';

/** Whether a connection may be made; if not, why, and the key to add. */
export type Verdict = { allowed: true } | { allowed: false; reason: string };

const WORDS: Record<Exclude<AddressClass, 'public'>, string> = {
  metadata: 'the metadata service of a cloud',
  reserved: 'no address that an API server can have',
  loopback: 'a loopback address',
  'link-local': 'a link-local address',
  private: 'a private address',
};

/**
 * Judges addresses by a policy. Build one per connection and ask it for each
 * address that a name leads to.
 */
export function addressJudge(
  policy: ClusterNetworkPolicy,
): (address: string, hostname: string) => Verdict {
  const allow = AllowList.create(policy.allow);
  return (address, hostname) => {
    const addressClass = classifyAddress(address);
    if (addressClass === 'public') return { allowed: true };
    const named = plainHost(hostname);
    const shown = named === address ? address : `${address} (of '${named}')`;
    const what = `${shown} is ${WORDS[addressClass]}`;
    if (addressClass === 'metadata' || addressClass === 'reserved') {
      return { allowed: false, reason: `${what}, which is never connected to` };
    }
    if (
      (addressClass === 'private' && policy.allowPrivate) ||
      allow.allowsAddress(address) ||
      allow.allowsHost(hostname)
    ) {
      return { allowed: true };
    }
    return {
      allowed: false,
      reason: `${what}; add '${
        named === address ? address : named
      }' or a range with it to fleet.network.allow if that is meant`,
    };
  };
}
