import type { KubernetesObject } from '@fleetview/fleet-simulator';
import type { Canaries } from './Canaries';

type Json = Record<string, any>;

/**
 * Puts a canary into everything of an object that must not be kept. Which places
 * these are does not depend on its kind: what another adapter reads is seeded
 * likewise.
 *
 * What is kept on purpose gets none: names, labels, images, versions, paths,
 * revisions, reasons, the words of messages around what is secret in them.
 */
export function seedObject(
  given: Json,
  options: { name: string; canaries: Canaries },
): KubernetesObject {
  const { name, canaries } = options;
  const object = structuredClone(given);
  const at = (place: string) => canaries.next(`${given.kind}: ${place}`);
  object.metadata = {
    ...object.metadata,
    name,
    uid: `uid-of-${name}`,
    annotations: {
      ...object.metadata?.annotations,
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        data: at('last-applied-configuration'),
      }),
      'example.com/token': at('an annotation'),
      [at('the key of an annotation')]: 'x',
    },
    managedFields: [{ manager: at('managedFields'), fieldsV1: {} }],
    finalizers: [`example.com/${at('a finalizer')}`],
  };
  // Where nothing is to be read, in every kind; of a ConfigMap only what a scanner left.
  object.data = {
    ...(given.kind === 'ConfigMap' ? given.data : {}),
    key: at('data'),
    [at('a key of data')]: 'x',
  };
  object.stringData = { key: at('stringData') };
  object.spec = {
    ...object.spec,
    values: { password: at('spec.values') },
    valuesObject: { password: at('spec.valuesObject') },
    postBuild: { substitute: { password: at('spec.postBuild.substitute') } },
    patches: [{ patch: at('spec.patches') }],
    info: [{ name: 'password', value: at('spec.info') }],
    roles: [{ name: 'ci', jwtTokens: [{ id: at('jwtTokens') }] }],
    secretRef: { name: 'a-name', token: at('spec.secretRef') },
    headers: { authorization: at('spec.headers') },
  };
  const pod = object.spec.template?.spec;
  if (pod?.containers) {
    object.spec.template.metadata = {
      ...object.spec.template.metadata,
      annotations: { token: at('an annotation of the pods') },
    };
    pod.initContainers = [
      {
        name: 'init',
        image: 'init:1',
        args: [at('arguments of an init container')],
      },
    ];
    pod.volumes = [
      { name: 'v', csi: { volumeAttributes: { p: at('a volume') } } },
    ];
    for (const container of pod.containers) {
      Object.assign(container, {
        env: [{ name: 'PASSWORD', value: at('a value of the environment') }],
        args: [`--password=${at('arguments')}`],
        command: ['sh', '-c', at('a command')],
        livenessProbe: {
          exec: { command: [at('a probe')] },
          httpGet: { httpHeaders: [{ name: 'x', value: at('a probe') }] },
        },
      });
    }
  }
  seedWithin(object, '', at);
  return object as KubernetesObject;
}

function seedWithin(value: Json, path: string, at: (place: string) => string) {
  for (const [key, inner] of Object.entries(value)) {
    const here = Array.isArray(value) ? path : `${path}.${key}`;
    if (typeof inner === 'string') {
      if (/^(?:https?|oci|ssh):\/\//.test(inner) && key !== 'reason') {
        value[key] = withUser(inner, at(`user of the address${here}`));
      } else if (
        /^(?:message|error|reason)$/i.test(key) &&
        inner.includes(' ')
      ) {
        value[key] = `${messageWith(() => at(`text${here}`))} ${inner}`;
      }
    } else if (typeof inner === 'object' && inner !== null) {
      if (typeof inner.repoURL === 'string') {
        inner.helm = {
          values: at(`helm.values of${here}`),
          valuesObject: { password: at(`helm.valuesObject of${here}`) },
          parameters: [{ name: 'p', value: at(`helm.parameters of${here}`) }],
        };
        inner.kustomize = { patches: [{ patch: at(`kustomize of${here}`) }] };
        inner.plugin = { env: [{ name: 'p', value: at(`plugin of${here}`) }] };
      }
      seedWithin(inner, here, at);
    }
  }
}

function withUser(address: string, secret: string): string {
  return address.replace('://', `://bot:${secret}@`);
}

/** What engines say when they fail, with what they fail to leave out. */
export function messageWith(secret: () => string): string {
  return [
    `authentication failed for https://x:${secret()}@git.example.com/a.git;`,
    `GET https://api.example.com/a?access_token=${secret()}&b=c:`,
    `Authorization: Bearer ${secret()};`,
    `PASSWORD=${secret()};`,
  ].join(' ');
}
