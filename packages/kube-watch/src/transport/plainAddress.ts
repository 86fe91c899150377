import { isIPv6 } from 'node:net';

const MAPPED = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/** An IPv4 address that is written as an IPv6 one (`::ffff:7f00:1`) as what it is: connecting to one is connecting to the other. */
export function plainAddress(address: string): string {
  if (!isIPv6(address) || address.includes('%')) {
    return address;
  }
  // The URL parser knows all the ways to write an address, and gives the shortest.
  const match = MAPPED.exec(new URL(`http://[${address}]`).hostname);
  if (!match) {
    return address;
  }
  const [high, low] = match.slice(1).map(group => parseInt(group, 16));
  return [high, low]
    .flatMap(group => [Math.floor(group / 256), group % 256])
    .join('.');
}
