import { BlockList, isIPv4 } from 'node:net';
import { refuse } from '../clusters';

/** Of a network: room for some nodes, and not half of the internet. */
const [WIDEST, NARROWEST] = [8, 26];

/**
 * A network of IPv4 as all that is written has it.
 *
 * @throws InputError where it is none, is too small or too large, or begins within itself
 */
export function checkNetwork(input: string, text: string): string {
  const { address, bits } = partsOf(text);
  const isOne =
    isIPv4(address) &&
    bits >= WIDEST &&
    bits <= NARROWEST &&
    numberOf(address) % 2 ** (32 - bits) === 0;
  return isOne
    ? text
    : refuse(
        input,
        text,
        `it has to be a network of IPv4 of /${WIDEST} to /${NARROWEST}, by its first address, as in '10.128.0.0/16'.`,
      );
}

/** @throws InputError where two networks have addresses of each other */
export function checkApart(pods: string, services: string): void {
  const isWithin = (inner: string, outer: string) => {
    const list = new BlockList();
    const { address, bits } = partsOf(outer);
    list.addSubnet(address, bits, 'ipv4');
    return list.check(partsOf(inner).address);
  };
  if (isWithin(pods, services) || isWithin(services, pods)) {
    refuse(
      'serviceNetwork',
      services,
      `it has addresses of the network of pods, '${pods}'.`,
    );
  }
}

function partsOf(text: string): { address: string; bits: number } {
  const [, address = '', bits = ''] =
    /^([\d.]{7,15})\/([1-9]\d?)$/.exec(text) ?? [];
  return { address, bits: bits === '' ? -1 : Number(bits) };
}

function numberOf(address: string): number {
  return address
    .split('.')
    .reduce((number, part) => number * 256 + Number(part), 0);
}
