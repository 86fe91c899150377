import { uidFor } from '../../random';
import { SimulatedCluster } from '../../SimulatedCluster';
import { KubernetesObject } from '../../types';
import { ScenarioCluster } from '../scenario/scenarioSchema';
import { ArgoController } from './ArgoController';

const NAMESPACE = 'argocd';

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** Argo CD itself derives the name from the address; addresses change here with every start. */
function secretName(cluster: string): string {
  return `cluster-${cluster}-${parseInt(uidFor(cluster).slice(0, 8), 16)}`;
}

/**
 * The Secrets by which an Argo CD knows the clusters that it delivers to. The
 * credentials in them are none, unless somebody is to sign in with them.
 */
export class ArgoClusterSecrets {
  readonly #argo: ArgoController;
  readonly #specs: ReadonlyMap<string, ScenarioCluster>;
  readonly #hasCredentials: boolean;

  constructor(
    argo: ArgoController,
    specs: ReadonlyMap<string, ScenarioCluster>,
    { hasCredentials = false }: { hasCredentials?: boolean } = {},
  ) {
    this.#argo = argo;
    this.#specs = specs;
    this.#hasCredentials = hasCredentials;
  }

  /** Writes one Secret for each target, with the address that it has now. */
  write(): void {
    const { home } = this.#argo;
    const targets = new Set(
      [...this.#argo.applications.values()].map(({ target }) => target),
    );
    for (const target of targets) {
      if (target === home) continue;
      const secret = this.#secretOf(target);
      const current = home.store.get({
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: NAMESPACE,
        name: secret.metadata.name,
      });
      if (!current) {
        home.store.create(secret, {
          manager: 'argocd',
          operation: 'Update',
        });
      } else if (JSON.stringify(current.data) !== JSON.stringify(secret.data)) {
        home.store.update(
          {
            apiVersion: 'v1',
            kind: 'Secret',
            namespace: NAMESPACE,
            name: secret.metadata.name,
          },
          draft => {
            draft.data = secret.data;
          },
          { manager: 'argocd', operation: 'Update' },
        );
      }
    }
  }

  #secretOf({ name, url, token, caData }: SimulatedCluster): KubernetesObject {
    const spec = this.#specs.get(name);
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: secretName(name),
        namespace: NAMESPACE,
        labels: {
          'argocd.argoproj.io/secret-type': 'cluster',
          cluster: name,
          ...(spec && { environment: spec.environment, region: spec.region }),
          ...(spec?.stage && { stage: spec.stage }),
        },
        annotations: { 'managed-by': 'argocd.argoproj.io' },
      },
      type: 'Opaque',
      data: {
        name: encode(name),
        server: encode(url),
        config: encode(
          JSON.stringify({
            bearerToken: this.#hasCredentials
              ? token
              : 'simulated-and-good-for-nothing',
            tlsClientConfig: {
              insecure: false,
              ...(this.#hasCredentials && caData && { caData: encode(caData) }),
            },
          }),
        ),
      },
    };
  }
}
