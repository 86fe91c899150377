import { BlockList, isIP } from 'node:net';
import { addressBytes } from './addressBytes';
import { embeddedIPv4 } from './classifyAddress';

const HOST =
  /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/i;

/**
 * What an operator allows by name: addresses and CIDR ranges, host names, and
 * `*.suffix` for all names below one.
 */
export class AllowList {
  readonly #addresses = new BlockList();
  readonly #hosts: string[] = [];

  /** @throws Error for an entry that is none of these; see `badAllowEntry` */
  static create(entries: readonly string[]): AllowList {
    return new AllowList(entries);
  }

  private constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const bad = badAllowEntry(entry);
      if (bad) throw new Error(`'${entry}' ${bad}`);
      const [address, prefix] = entry.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (isIP(address) === 0) this.#hosts.push(plainHost(entry));
      else if (prefix === undefined)
        this.#addresses.addAddress(address, family);
      else this.#addresses.addSubnet(address, Number(prefix), family);
    }
  }

  allowsAddress(address: string): boolean {
    const bytes = addressBytes(address);
    if (!bytes) return false;
    const plain = bytes.length === 4 ? bytes : embeddedIPv4(bytes);
    const [text] = address.split('%');
    return plain
      ? this.#addresses.check(plain.join('.'), 'ipv4')
      : this.#addresses.check(text, 'ipv6');
  }

  allowsHost(host: string): boolean {
    const name = plainHost(host);
    return this.#hosts.some(entry =>
      entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : name === entry,
    );
  }
}

/** What is wrong with an entry of an allow list; undefined if nothing is. */
export function badAllowEntry(entry: string): string | undefined {
  const [address, prefix, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0) {
    return HOST.test(entry) && !/^[\d.]+$/.test(entry)
      ? undefined
      : "is neither an address, nor a range such as '10.0.0.0/8', nor a host name, nor '*.' with one";
  }
  if (prefix === undefined) return undefined;
  const bits = Number(prefix);
  return more.length === 0 &&
    /^\d{1,3}$/.test(prefix) &&
    bits <= (family === 6 ? 128 : 32)
    ? undefined
    : 'has a prefix length that its address cannot have';
}

/** Lower case, without the dot that ends a full name and the brackets of a URL. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}
