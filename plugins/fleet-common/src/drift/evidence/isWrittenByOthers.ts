import { roleOfManager } from '../classes/managers';

const MANAGER = '"manager":"';
const QUOTE = 0x22;
/** Longer than names of managers may be. */
const LONGEST = 128;

/**
 * By an autoscaler, or by a person who scales: what writes the status of a workload bears
 * the same name.
 */
const SCALED = '"subresource":"scale"';

/**
 * Bytes as they come; a `Buffer` is one. So that pages need none of Node's types.
 *
 * @public
 */
export type ScannedBytes = {
  readonly length: number;
  readonly [index: number]: number;
  indexOf(text: string, from?: number): number;
  toString(encoding: 'latin1', start?: number, end?: number): string;
};

/**
 * Whether an object may have been written by others than engines and controllers, or was
 * scaled: then it is worth to read its managed fields, of which nearly all objects that
 * are as they should be are spared. What is written in an unusual way is worth it.
 *
 * @param bytes - managed fields as JSON, as API servers write it
 * @public
 */
export function isWrittenByOthers(bytes: ScannedBytes): boolean {
  let at = bytes.indexOf(MANAGER);
  if (at < 0) return bytes.indexOf('manager') >= 0;
  while (at >= 0) {
    const start = at + MANAGER.length;
    let end = start;
    while (
      end < bytes.length &&
      end - start <= LONGEST &&
      bytes[end] !== QUOTE
    ) {
      end += 1;
    }
    const role = roleOfManager(bytes.toString('latin1', start, end));
    if (role !== 'engine' && role !== 'controller') return true;
    at = bytes.indexOf(MANAGER, end);
  }
  return bytes.indexOf(SCALED) >= 0;
}
