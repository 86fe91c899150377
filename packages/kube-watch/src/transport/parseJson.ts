import { isUtf8 } from 'node:buffer';
import { KubernetesError } from '../errors';
import { isRecord } from '../api/isRecord';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * One JSON object from bytes; a byte order mark before it is skipped.
 *
 * @param subject - what the bytes are, for the error, e.g. `a watch line`
 * @param length - of what they are a part of, for the error
 * @throws KubernetesError `invalid`; without the parser's own error, which quotes the content
 */
export function parseJsonObject(
  bytes: Buffer,
  subject: string,
  length = bytes.length,
): Record<string, unknown> {
  if (!isUtf8(bytes)) {
    throw new KubernetesError('invalid', `${subject} is not UTF-8`);
  }
  const start = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8', start));
  } catch {
    throw new KubernetesError(
      'invalid',
      `${subject} is not JSON, or truncated (${length} bytes)`,
    );
  }
  if (!isRecord(value)) {
    throw new KubernetesError('invalid', `${subject} is not a JSON object`);
  }
  return value;
}
