import { writeFileSync } from 'node:fs';
import type { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import type { Canaries } from './Canaries';

/** Where a portal's own secrets stand: its configuration and a kubeconfig file, full of canaries. */
export function seedPortal(options: {
  canaries: Canaries;
  /** Of the cluster whose objects are seeded. */
  seeded: { url: string; token: string };
  /** Of a cluster that refuses everything, and repeats what it was told. */
  refusing: string;
  /** Where the kubeconfig file is written. */
  file: string;
}): JsonObject {
  const { canaries, seeded, refusing, file } = options;
  const at = (place: string) => canaries.next(place);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const contexts: Record<
    string,
    { server: string; user: object; cluster?: object }
  > = {
    'by-token': { server: refusing, user: { token: at('kubeconfig: token') } },
    'by-certificate': {
      server: refusing.replace('http:', 'https:'),
      user: {
        'client-certificate-data': base64(at('kubeconfig: certificate')),
        'client-key-data': base64(at('kubeconfig: client key')),
      },
    },
    'by-password': {
      server: refusing,
      user: { username: 'x', password: at('kubeconfig: password') },
    },
    'by-program': {
      server: refusing,
      user: {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: 'get-token',
          args: [at('kubeconfig: arguments of a program')],
          env: [
            { name: 'A', value: at('kubeconfig: environment of a program') },
          ],
        },
      },
    },
    'by-address': {
      server: refusing.replace(
        '://',
        `://x:${at('kubeconfig: user of the server')}@`,
      ),
      user: { token: at('kubeconfig: token beside a user') },
    },
    'by-query': {
      server: `${refusing}/?token=${at('kubeconfig: query of the server')}`,
      user: { token: at('kubeconfig: token beside a query') },
    },
    'by-proxy': {
      server: refusing,
      user: { token: at('kubeconfig: token behind a proxy') },
      cluster: {
        'proxy-url': `http://x:${at('kubeconfig: proxy')}@127.0.0.1:1`,
      },
    },
    'by-provider': {
      server: refusing,
      user: {
        'auth-provider': {
          name: 'oidc',
          config: { 'client-secret': at('kubeconfig: auth-provider') },
        },
      },
    },
  };
  writeFileSync(`${file}.token`, at('act: token in a file'));
  writeFileSync(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      contexts: Object.keys(contexts).map(name => ({
        name,
        context: { cluster: name, user: name },
      })),
      clusters: Object.entries(contexts).map(([name, { server, cluster }]) => ({
        name,
        cluster: { server, ...cluster },
      })),
      users: Object.entries(contexts).map(([name, { user }]) => ({
        name,
        user,
      })),
    }),
  );
  const cluster = (name: string, url: string, token: string) => ({
    name,
    url,
    authProvider: 'serviceAccount',
    serviceAccountToken: token,
    skipMetricsLookup: true,
  });
  return {
    backend: { auth: { keys: [{ secret: base64(at('backend.auth.keys')) }] } },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            cluster('seeded', seeded.url, seeded.token),
            cluster('refusing', refusing, at('kubernetes: token')),
            cluster(
              'with-user',
              refusing.replace(
                '://',
                `://x:${at('kubernetes: user of the url')}@`,
              ),
              at('kubernetes: token beside a user'),
            ),
            {
              ...cluster(
                'with-ca',
                'https://127.0.0.1:1',
                at('kubernetes: token with a CA'),
              ),
              caData: at('kubernetes: caData'),
            },
          ],
        },
      ],
    },
    fleet: {
      network: { allow: ['127.0.0.0/8'] },
      kubeconfigs: [{ file }],
      // What takes more than the default role is read too.
      extensions: [
        {
          cluster: 'seeded',
          role: 'argocd-clusters',
          namespaces: ['argocd'],
        },
        {
          cluster: 'seeded',
          role: 'leases',
          namespaces: ['finance-production'],
          names: ['lease-held', 'lease-released'],
        },
        {
          cluster: 'seeded',
          role: 'kube-bench',
          namespaces: ['kube-bench'],
          names: ['configmap-results', 'configmap-passing'],
        },
        { cluster: 'seeded', role: 'access' },
      ],
      // One through the API server, one elsewhere and with a token of its own.
      polls: [
        { cluster: 'seeded', poll: 'argocd/Cluster', namespace: 'argocd' },
        {
          cluster: 'seeded',
          poll: 'argocd/Cluster',
          namespace: 'argocd-elsewhere',
          url: refusing,
          token: at('polls: token'),
        },
      ],
      // Who acts is never who reads.
      act: [
        { cluster: 'seeded', token: at('act: token') },
        {
          cluster: 'refusing',
          token: at('act: token of a cluster that refuses'),
        },
        { cluster: 'with-user', tokenFile: `${file}.token` },
      ],
      // What its API server shows when it sends its audit log.
      drift: {
        auditWebhooks: [
          {
            cluster: 'seeded',
            token: `${at('drift: token of an API server')}-of-${'x'.repeat(
              20,
            )}`,
          },
        ],
      },
      hubs: [
        { cluster: 'seeded', type: 'argocd' },
        {
          cluster: 'refusing',
          type: 'rancher',
          token: at('hubs: token'),
          server: `${refusing}/`,
        },
      ],
    },
  };
}
