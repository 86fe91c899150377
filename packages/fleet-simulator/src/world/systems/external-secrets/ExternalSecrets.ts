import { toTimestamp } from '../../../clock';
import { renderKubeconfig } from '../../../output/kubeconfig';
import { sha256For } from '../../../random';
import type { ObjectReference } from '../../../store/ObjectStore';
import type { KubernetesObject } from '../../../types';
import { setCondition } from '../../conditions';
import { controllerReference } from '../../controllers/Pods';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { renderTemplate } from './renderTemplate';
import { API_VERSION, type ExternalSecret } from './types';

/** The one store that there is. */
export const STORE = { kind: 'ClusterSecretStore', name: 'platform' } as const;
const WRITER = { manager: 'external-secrets', operation: 'Update' } as const;

/**
 * External Secrets of a cluster. Its store has the credentials of every cluster of the
 * world: the secret `clusters/NAME` with the fields `token` and `kubeconfig`.
 */
export class ExternalSecrets implements WorldSystem {
  readonly #context: WorldSystemContext;

  constructor(context: WorldSystemContext) {
    this.#context = context;
  }

  load(): void {
    const { cluster, clock, bornAt } = this.#context;
    clock.at(bornAt, () => {
      cluster.store.create({
        apiVersion: API_VERSION,
        kind: STORE.kind,
        metadata: { name: STORE.name },
        spec: { provider: { vault: { path: 'secret', version: 'v2' } } },
        status: {
          capabilities: 'ReadOnly',
          conditions: [
            {
              type: 'Ready',
              status: 'True',
              reason: 'Valid',
              message: 'store validated',
            },
          ],
        },
      });
    });
    this.tick();
  }

  tick(): void {
    const { store } = this.#context.cluster;
    for (const each of store.all<ExternalSecret>(
      API_VERSION,
      'ExternalSecret',
    )) {
      this.#synchronise(each);
    }
  }

  #synchronise(external: ExternalSecret): void {
    try {
      this.#write(this.#secretOf(external));
      this.#report(external, 'True', 'SecretSynced', 'secret synced');
    } catch (error) {
      // The Secret that is there stays (`deletionPolicy: Retain`).
      const { message } = error as Error;
      this.#report(external, 'False', 'SecretSyncedError', message);
    }
  }

  /** @throws Error that says why there is none */
  #secretOf(external: ExternalSecret): KubernetesObject {
    const { spec, metadata } = external;
    const { name, kind } = spec?.secretStoreRef ?? {};
    if (name !== STORE.name || kind !== STORE.kind) {
      throw new Error(
        `could not get secret data from provider: could not get ${kind} "${name}", not found`,
      );
    }
    const values = new Map(
      (spec?.data ?? []).map(({ secretKey = '', remoteRef = {} }) => [
        secretKey,
        this.#valueOf(remoteRef),
      ]),
    );
    const { template } = spec?.target ?? {};
    const texts = template?.data
      ? Object.entries(template.data).map(
          ([key, text]) => [key, renderTemplate(String(text), values)] as const,
        )
      : [...values];
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: String(spec?.target?.name ?? metadata.name),
        namespace: metadata.namespace,
        labels: {
          ...template?.metadata?.labels,
          'reconcile.external-secrets.io/managed': 'true',
        },
        ownerReferences: [controllerReference(external)],
      },
      type: template?.type ?? 'Opaque',
      data: Object.fromEntries(
        texts.map(([key, text]) => [
          key,
          Buffer.from(text, 'utf8').toString('base64'),
        ]),
      ),
    };
  }

  #valueOf({ key, property }: { key?: string; property?: string }): string {
    const name = /^clusters\/(.+)$/.exec(String(key))?.[1];
    const cluster = this.#context.clusters.get(name ?? '')?.cluster;
    if (cluster && property === 'token') return cluster.token;
    if (cluster && property === 'kubeconfig')
      return renderKubeconfig([cluster]);
    throw new Error(
      `could not get secret data from provider: ${
        cluster
          ? `"${key}" has no property "${property}"`
          : `Secret does not exist: "${key}"`
      }`,
    );
  }

  #write(secret: KubernetesObject): void {
    const { store } = this.#context.cluster;
    const reference: ObjectReference = {
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: secret.metadata.namespace,
      name: secret.metadata.name,
    };
    const current = store.get(reference);
    if (!current) {
      store.create(secret, WRITER);
      return;
    }
    const [owner] = current.metadata.ownerReferences ?? [];
    if (owner?.uid !== secret.metadata.ownerReferences?.[0].uid) {
      throw new Error(
        `could not update secret: target is owned by another ExternalSecret or by nobody`,
      );
    }
    store.update(
      reference,
      draft => {
        draft.type = secret.type;
        draft.data = secret.data;
        draft.metadata.labels = secret.metadata.labels;
      },
      WRITER,
    );
  }

  #report(
    external: ExternalSecret,
    status: 'True' | 'False',
    reason: string,
    message: string,
  ): void {
    const { clock, cluster } = this.#context;
    const { namespace, name, generation = 1 } = external.metadata;
    const [before] = external.status?.conditions ?? [];
    const syncedResourceVersion = `${generation}-${sha256For(
      JSON.stringify(external.spec ?? {}),
    ).slice(0, 56)}`;
    const isKnown =
      before?.status === status &&
      before.message === message &&
      (status === 'False' ||
        external.status?.syncedResourceVersion === syncedResourceVersion);
    if (isKnown) return;
    const time = toTimestamp(clock.now());
    cluster.store.update<ExternalSecret>(
      { apiVersion: API_VERSION, kind: 'ExternalSecret', namespace, name },
      draft => {
        draft.status = {
          ...draft.status,
          ...(status === 'True' && {
            refreshTime: time,
            syncedResourceVersion,
            binding: { name: external.spec?.target?.name ?? name },
          }),
          conditions: setCondition(
            draft.status?.conditions,
            { type: 'Ready', status, reason, message },
            time,
          ),
        };
      },
      { ...WRITER, subresource: 'status' },
    );
  }
}
