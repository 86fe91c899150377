import { BlockList } from 'node:net';
import { addressBytes } from './addressBytes';

/**
 * What kind of place an IP address is.
 *
 * - `metadata`: where a cloud hands out credentials to whoever asks from inside
 * - `reserved`: nothing that an API server can have: multicast, unspecified, broadcast, documentation, and forms that
 *   hide another address in a way that cannot be read
 */
export type AddressClass =
  | 'public'
  | 'private'
  | 'loopback'
  | 'link-local'
  | 'metadata'
  | 'reserved';

type Range = [network: string, prefix: number];

const RANGES: Record<
  Exclude<AddressClass, 'public'>,
  { ipv4: Range[]; ipv6: Range[] }
> = {
  metadata: {
    ipv4: [
      ['169.254.169.254', 32], // AWS, Azure, Google Cloud, OpenStack and others
      ['169.254.170.2', 32], // AWS ECS, credentials of a task
      ['169.254.170.23', 32], // AWS EKS, credentials of a pod
      ['169.254.0.23', 32], // Tencent Cloud
      ['100.100.100.200', 32], // Alibaba Cloud
      ['168.63.129.16', 32], // Azure, its wire server
      ['192.0.0.192', 32], // Oracle Cloud
    ],
    ipv6: [
      ['fd00:ec2::254', 128], // AWS
      ['fd00:ec2::23', 128], // AWS EKS, credentials of a pod
      ['fd20:ce::254', 128], // Google Cloud
    ],
  },
  loopback: { ipv4: [['127.0.0.0', 8]], ipv6: [['::1', 128]] },
  'link-local': { ipv4: [['169.254.0.0', 16]], ipv6: [['fe80::', 10]] },
  private: {
    ipv4: [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['100.64.0.0', 10],
    ],
    ipv6: [
      ['fc00::', 7],
      ['fec0::', 10], // site-local: given up, and still routed by some
      ['64:ff9b:1::', 48], // NAT64 within a site: where the other address stands differs
    ],
  },
  reserved: {
    ipv4: [
      ['0.0.0.0', 8],
      ['192.0.0.0', 24],
      ['192.0.2.0', 24],
      ['198.18.0.0', 15],
      ['198.51.100.0', 24],
      ['203.0.113.0', 24],
      ['224.0.0.0', 4],
      ['240.0.0.0', 4],
    ],
    ipv6: [
      ['::', 128],
      ['100::', 64],
      ['2001::', 32], // Teredo: the other address is obfuscated
      ['2001:db8::', 32],
      ['ff00::', 8],
    ],
  },
};

/** In this order: an address of a metadata service is link-local as well. */
const CLASSES = [
  'metadata',
  'loopback',
  'link-local',
  'private',
  'reserved',
] as const;

const LISTS = CLASSES.map(addressClass => {
  const list = new BlockList();
  const { ipv4, ipv6 } = RANGES[addressClass];
  for (const [network, prefix] of ipv4) list.addSubnet(network, prefix, 'ipv4');
  for (const [network, prefix] of ipv6) list.addSubnet(network, prefix, 'ipv6');
  return { addressClass, list };
});

/**
 * Classifies an address by where a packet for it arrives: an IPv4 address in the
 * clothes of IPv6 (mapped, compatible, NAT64, 6to4) counts as the IPv4 address.
 * What is no address counts as `reserved`.
 */
export function classifyAddress(address: string): AddressClass {
  const bytes = addressBytes(address);
  if (!bytes) return 'reserved';
  const plain = bytes.length === 4 ? bytes : embeddedIPv4(bytes);
  const text = plain ? plain.join('.') : address.split('%')[0];
  const family = plain ? 'ipv4' : 'ipv6';
  return (
    LISTS.find(({ list }) => list.check(text, family))?.addressClass ?? 'public'
  );
}

/** The IPv4 address within an IPv6 address, where its form says that there is one. */
export function embeddedIPv4(bytes: number[]): number[] | undefined {
  const starts = (...prefix: number[]) =>
    prefix.every((byte, index) => bytes[index] === byte);
  const zeros = (from: number, to: number) =>
    bytes.slice(from, to).every(byte => byte === 0);
  const last = bytes.slice(12);
  // ::ffff:a.b.c.d, and ::ffff:0:a.b.c.d of stateless translation.
  if (zeros(0, 10) && bytes[10] === 0xff && bytes[11] === 0xff) return last;
  if (zeros(0, 8) && bytes[8] === 0xff && bytes[9] === 0xff && zeros(10, 12)) {
    return last;
  }
  // ::a.b.c.d, but neither :: nor ::1.
  if (zeros(0, 12) && !(zeros(12, 15) && bytes[15] <= 1)) return last;
  // NAT64, by the well-known prefix.
  if (starts(0x00, 0x64, 0xff, 0x9b) && zeros(4, 12)) return last;
  // 6to4
  if (starts(0x20, 0x02)) return bytes.slice(2, 6);
  return undefined;
}
