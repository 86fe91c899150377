import { isIP } from 'node:net';

/**
 * An IP address as 4 or 16 bytes. Undefined for what is no address. The zone of
 * a link-local address is left out.
 */
export function addressBytes(address: string): number[] | undefined {
  const [plain] = address.split('%');
  switch (isIP(plain)) {
    case 4:
      return plain.split('.').map(Number);
    case 6:
      return bytesOfIPv6(plain);
    default:
      return undefined;
  }
}

function bytesOfIPv6(address: string): number[] {
  const [head, tail] = address.split('::');
  const left = groupsOf(head);
  const right = tail === undefined ? [] : groupsOf(tail);
  const zeros = new Array(16 - left.length - right.length).fill(0);
  return [...left, ...zeros, ...right];
}

function groupsOf(part: string): number[] {
  if (part === '') return [];
  return part.split(':').flatMap(group => {
    if (group.includes('.')) return group.split('.').map(Number);
    const value = parseInt(group, 16);
    return [Math.floor(value / 256), value % 256];
  });
}
