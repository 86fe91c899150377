import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type ConnectionOptions } from 'node:tls';
import { KubernetesError } from './errors';
import type { KubernetesConnection } from './types';

/** A connection that has been checked, in the form that the transport needs. */
export type ResolvedConnection = {
  /** Scheme, host and port. */
  origin: string;
  /** Empty, or a path that begins with a slash and does not end with one. */
  basePath: string;
  tls: ConnectionOptions;
  /** The bearer token, where it never changes. */
  token?: string;
  /** Where it does: asks for the one to send now. Rejects with `unauthorized` when none can be had. */
  askToken?(): Promise<string>;
  /** Throws for an address that must not be connected to. */
  checkAddress?(address: string, hostname: string): void;
  /** Told of a token that was refused. */
  onTokenRefused?(token: string): void;
};

const PEM_CERTIFICATE =
  /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

// What may stand in a header without being mistaken for its end.
const TOKEN = /^[\x21-\x7e]+$/;

/** @throws KubernetesError `invalid`, naming the setting that cannot be meant. */
export function resolveConnection(
  connection: KubernetesConnection,
): ResolvedConnection {
  const url = parseServer(connection.server);
  return {
    origin: url.origin,
    basePath: url.pathname.replace(/\/+$/, ''),
    tls: url.protocol === 'https:' ? tlsOptions(connection) : {},
    ...credentials(connection.token),
    ...(connection.checkAddress
      ? { checkAddress: connection.checkAddress }
      : {}),
    ...(connection.onTokenRefused
      ? { onTokenRefused: connection.onTokenRefused }
      : {}),
  };
}

function credentials(
  token: KubernetesConnection['token'],
): Pick<ResolvedConnection, 'token' | 'askToken'> {
  if (token === undefined) {
    return {};
  }
  if (typeof token === 'string') {
    return { token: checkToken(token, 'invalid') };
  }
  return {
    askToken: async () => {
      let given: string;
      try {
        given = await token();
      } catch (cause) {
        if (cause instanceof KubernetesError) throw cause;
        // The cause stays out of the text: it may come from a program that prints what it was given.
        throw new KubernetesError('unauthorized', 'no token could be had', {
          cause,
        });
      }
      return checkToken(given, 'unauthorized');
    },
  };
}

function parseServer(server: string): URL {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw invalid("'server' must be an http or https URL");
  }
  if (url.username || url.password) {
    throw invalid("'server' must not contain credentials");
  }
  if (/[?#]/.test(server)) {
    throw invalid("'server' must have neither query nor fragment");
  }
  return url;
}

function checkToken(token: string, kind: 'invalid' | 'unauthorized'): string {
  const trimmed = typeof token === 'string' ? token.trim() : '';
  if (!TOKEN.test(trimmed)) {
    throw new KubernetesError(
      kind,
      trimmed === ''
        ? 'the token is empty'
        : 'the token holds characters that cannot be sent in a header',
    );
  }
  return trimmed;
}

function tlsOptions(connection: KubernetesConnection): ConnectionOptions {
  const { clientCertificate: cert, clientKey: key } = connection;
  if ((cert === undefined) !== (key === undefined)) {
    throw invalid("'clientCertificate' and 'clientKey' go together");
  }
  const ca = certificateAuthorities(connection);
  try {
    return {
      // Parsed once here, not again for each connection.
      secureContext: createSecureContext({ ca, cert, key }),
      // Said in so many words: otherwise NODE_TLS_REJECT_UNAUTHORIZED decides.
      rejectUnauthorized: connection.skipTlsVerify !== true,
      ...(connection.tlsServerName
        ? { servername: connection.tlsServerName }
        : {}),
    };
  } catch (cause) {
    throw invalid("'clientCertificate' and 'clientKey' cannot be used", cause);
  }
}

function certificateAuthorities(
  connection: KubernetesConnection,
): string[] | undefined {
  const pem = connection.caData ?? readCaFile(connection.caFile);
  if (pem === undefined) {
    return undefined;
  }
  const setting = connection.caData === undefined ? 'caFile' : 'caData';
  // Node ignores what it cannot read in `ca`, and every connection would fail for a reason that is hard to find.
  const certificates: string[] = pem.match(PEM_CERTIFICATE) ?? [];
  try {
    certificates.forEach(certificate => new X509Certificate(certificate));
  } catch (cause) {
    throw invalid(`'${setting}' holds a certificate that is damaged`, cause);
  }
  if (certificates.length === 0) {
    throw invalid(`'${setting}' holds no PEM certificate`);
  }
  return certificates;
}

function readCaFile(file: string | undefined): string | undefined {
  if (file === undefined) {
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw invalid(`'caFile' cannot be read`, cause);
  }
}

function invalid(reason: string, cause?: unknown): KubernetesError {
  return new KubernetesError('invalid', reason, { cause });
}
