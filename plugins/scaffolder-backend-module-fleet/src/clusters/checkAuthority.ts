import { X509Certificate } from 'node:crypto';
import { InputError } from '@backstage/errors';

const LONGEST = 64 * 1024;
const CERTIFICATE =
  /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+?-----END CERTIFICATE-----/g;

/**
 * The certificates of a cluster's authority, from PEM or from base64 of it.
 *
 * @returns PEM with certificates and nothing else
 * @throws InputError; what is refused is never shown, as it may be a key
 */
export function checkAuthority(given: string): string {
  if (given.length > LONGEST) {
    throw new InputError(
      `'certificateAuthority' is longer than ${LONGEST / 1024} KiB.`,
    );
  }
  const text = given.includes('-----BEGIN') ? given : decoded(given);
  if (/PRIVATE KEY/.test(text)) {
    throw new InputError(
      "'certificateAuthority' has a private key in it. It is not written anywhere; if it was real, hold it for disclosed. Give only certificates.",
    );
  }
  const rest = text.replace(CERTIFICATE, '');
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0 || /-----|\S{200,}/.test(rest)) {
    throw new InputError(
      "'certificateAuthority' is no PEM of certificates, and no base64 of that: it begins with '-----BEGIN CERTIFICATE-----'.",
    );
  }
  // What is beside the certificates, such as their names, is left out.
  return blocks.map(certificateOf).join('');
}

function certificateOf(block: string): string {
  try {
    return new X509Certificate(block).toString();
  } catch {
    throw new InputError(
      "'certificateAuthority' has a certificate that cannot be read.",
    );
  }
}

function decoded(given: string): string {
  const packed = given.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(packed)
    ? Buffer.from(packed, 'base64').toString('utf8')
    : given;
}
