import { KubernetesError } from '../errors';
import { plainText } from '../text';
import type { KubernetesVersion } from '../types';

const LONGEST_FIELD = 64;

/**
 * The server's version from its answer to `GET /version`.
 *
 * @throws KubernetesError `invalid` for an answer without it
 */
export function readVersion(
  answer: Record<string, unknown>,
): KubernetesVersion {
  const { gitVersion, major, minor, platform } = answer;
  if (
    typeof gitVersion !== 'string' ||
    typeof major !== 'string' ||
    typeof minor !== 'string'
  ) {
    throw new KubernetesError('invalid', 'answered no version', {
      status: 200,
      where: 'GET /version',
    });
  }
  return {
    gitVersion: plainText(gitVersion, LONGEST_FIELD),
    major: plainText(major, LONGEST_FIELD),
    minor: plainText(minor, LONGEST_FIELD),
    ...(typeof platform === 'string'
      ? { platform: plainText(platform, LONGEST_FIELD) }
      : {}),
  };
}
