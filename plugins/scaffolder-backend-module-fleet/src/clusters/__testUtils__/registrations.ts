import type { RegistrationInput } from '../ClusterRegistration';

/** The certificate of an authority that nobody has the key of. */
export const AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUXBOIdrmdpMbLAIDhSfQMc/7P2bEwCgYIKoZIzj0EAwIw
HzEdMBsGA1UEAwwUZmxlZXQtdGVzdC1hdXRob3JpdHkwIBcNMjYxMTMwMTUwNzA0
WhgPMjEyNjExMDYxNTA3MDRaMB8xHTAbBgNVBAMMFGZsZWV0LXRlc3QtYXV0aG9y
aXR5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3EVTOZk/otuWucM5ol3UD/Hu
SkKIqypz/VuhRhlXJFKahUuYo2QjJbtFwP1BAqACL16xZX67Tc3fpnChQNVeR6NT
MFEwHQYDVR0OBBYEFLgqzEdhy1Yf0K5tnxjuHlwvw+9nMB8GA1UdIwQYMBaAFLgq
zEdhy1Yf0K5tnxjuHlwvw+9nMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
SAAwRQIhALk6sbNOQLmJtIAW+TchIygpBKZWMUlUhiWU5kw56eOYAiAxegWc16cQ
/+e1MlQglY/9LzSPUyYJU65EOKY3iK+ocQ==
-----END CERTIFICATE-----
`;

export const SERVER = 'https://api.prod-euw1-a.example:6443';

const COMMON = {
  name: 'prod-euw1-a',
  title: 'Production, Ireland A',
  owner: 'group:default/platform',
  system: 'platform',
  attributes: {
    region: 'eu-west-1',
    zone: 'eu-west-1a',
    environment: 'production',
    tier: '1',
    provider: 'aws',
  },
  labels: { 'example.com/ring': 'first' },
} as const;

const REACHED = { server: SERVER, certificateAuthority: AUTHORITY };

const CREDENTIALS = { store: 'vault', key: 'clusters/prod-euw1-a' };

/** A cluster for each engine, with all that it takes. */
export const REGISTRATIONS: Readonly<Record<string, RegistrationInput>> = {
  argocd: {
    ...COMMON,
    ...REACHED,
    engine: 'argocd',
    credentials: CREDENTIALS,
  },
  flux: { ...COMMON, engine: 'flux', overlay: 'production' },
  'flux of a hub': {
    ...COMMON,
    ...REACHED,
    engine: 'flux',
    namespace: 'fleet-hub',
    credentials: CREDENTIALS,
  },
  'open-cluster-management': {
    ...COMMON,
    ...REACHED,
    engine: 'open-cluster-management',
    clusterSet: 'production',
  },
  karmada: {
    ...COMMON,
    ...REACHED,
    engine: 'karmada',
    credentials: { ...CREDENTIALS, storeKind: 'SecretStore' },
  },
  'karmada by pulling': { ...COMMON, engine: 'karmada', syncMode: 'Pull' },
  rancher: { ...COMMON, engine: 'rancher' },
  'rancher-fleet': {
    ...COMMON,
    engine: 'rancher-fleet',
    credentials: { ...CREDENTIALS, property: 'config' },
  },
};
