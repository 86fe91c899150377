import { generate } from 'selfsigned';

const DAY_MS = 86_400_000;
const TEN_YEARS_MS = 3650 * DAY_MS;

/** Who signs, all PEM. */
export type Authority = { certificate: string; key: string };

/** A server's certificate and key, and who signed it; all PEM. */
export type Certificate = {
  certificate: string;
  key: string;
  /** The authority's certificate, for clients. */
  caData: string;
  authority: Authority;
};

const COMMON = { keyType: 'ec', algorithm: 'sha256' } as const;

async function createAuthority(): Promise<Authority> {
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: 'fleet-simulator' }],
    {
      ...COMMON,
      notBeforeDate: new Date(Date.now() - 2 * DAY_MS),
      notAfterDate: new Date(Date.now() + TEN_YEARS_MS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  return { certificate: cert, key };
}

/**
 * Makes a server's certificate for the loopback address: a good one unless a
 * form is given.
 */
export async function createCertificate(
  options: {
    form?: 'expired' | 'other-authority' | 'other-name';
    authority?: Authority;
  } = {},
): Promise<Certificate> {
  const { form } = options;
  const authority =
    options.authority && form !== 'other-authority'
      ? options.authority
      : await createAuthority();
  const now = Date.now();
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: 'kubernetes' }],
    {
      ...COMMON,
      // Good for clocks that are behind, too.
      notBeforeDate: new Date(now - 2 * DAY_MS),
      notAfterDate: new Date(
        form === 'expired' ? now - DAY_MS : now + TEN_YEARS_MS,
      ),
      ca: { key: authority.key, cert: authority.certificate },
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames:
            form === 'other-name'
              ? [{ type: 2, value: 'elsewhere.example' }]
              : [
                  { type: 2, value: 'localhost' },
                  { type: 2, value: 'kubernetes' },
                  { type: 7, ip: '127.0.0.1' },
                ],
        },
      ],
    },
  );
  return {
    certificate: cert,
    key,
    caData: authority.certificate,
    authority,
  };
}
