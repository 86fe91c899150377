import { own, type JsonObject } from '../../values/json';
import type { Shape } from '../Shape';
import { ENTRIES, fallback, NO_TEXT, OFF, ZERO } from './common';
import { RESOURCES } from './quantities';

/** `Always` for what has no tag or `latest`; a digest alone is no such tag. */
function pullPolicyOf(beside: JsonObject): string | undefined {
  const image = own(beside, 'image');
  if (typeof image !== 'string' || image === '') return undefined;
  const [name, digest] = image.split('@', 2);
  // A colon before the last slash is that of a port.
  const tag = name.slice(name.lastIndexOf('/') + 1).split(':')[1];
  if (tag === undefined) return digest ? 'IfNotPresent' : 'Always';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

const HTTP_GET: Shape = {
  fields: {
    path: fallback('/'),
    scheme: fallback('HTTP'),
    host: NO_TEXT,
  },
};

const PROBE: Shape = {
  fields: {
    httpGet: HTTP_GET,
    grpc: { fields: { service: NO_TEXT } },
    initialDelaySeconds: ZERO,
    timeoutSeconds: fallback(1),
    periodSeconds: fallback(10),
    successThreshold: fallback(1),
    failureThreshold: fallback(3),
  },
};

const LIFECYCLE_HANDLER: Shape = { fields: { httpGet: HTTP_GET } };

const ENV: Shape = {
  keys: ['name'],
  items: {
    fields: {
      // Of what is taken from elsewhere there is no value of its own.
      value: {
        fallback: beside =>
          own(beside, 'valueFrom') === undefined ? '' : undefined,
      },
      valueFrom: {
        fields: {
          fieldRef: { isAtomic: true, fields: { apiVersion: fallback('v1') } },
          resourceFieldRef: {
            isAtomic: true,
            fields: {
              divisor: { isQuantity: true, fallback: '0' },
              containerName: NO_TEXT,
            },
          },
          configMapKeyRef: { isAtomic: true, fields: { optional: OFF } },
          fileKeyRef: { isAtomic: true, fields: { optional: OFF } },
          secretKeyRef: { isAtomic: true, fields: { optional: OFF } },
        },
      },
    },
  },
};

const ENV_FROM_SOURCE: Shape = { fields: { optional: OFF } };

/**
 * A container of a pod, whether it starts it, stays or was added later.
 * Kubernetes API reference v1.36, Container; defaults by `pkg/apis/core/v1/defaults.go`.
 */
export const CONTAINER: Shape = {
  fields: {
    imagePullPolicy: { fallback: pullPolicyOf },
    terminationMessagePath: fallback('/dev/termination-log'),
    terminationMessagePolicy: fallback('File'),
    stdin: OFF,
    stdinOnce: OFF,
    tty: OFF,
    workingDir: NO_TEXT,
    env: ENV,
    envFrom: {
      items: {
        fields: {
          prefix: NO_TEXT,
          configMapRef: ENV_FROM_SOURCE,
          secretRef: ENV_FROM_SOURCE,
        },
      },
    },
    ports: {
      keys: ['containerPort', 'protocol'],
      items: { fields: { protocol: fallback('TCP'), name: NO_TEXT } },
    },
    volumeMounts: {
      keys: ['mountPath'],
      items: {
        fields: { readOnly: OFF, subPath: NO_TEXT, subPathExpr: NO_TEXT },
      },
    },
    volumeDevices: { keys: ['devicePath'] },
    resources: RESOURCES,
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    startupProbe: PROBE,
    lifecycle: {
      fields: { postStart: LIFECYCLE_HANDLER, preStop: LIFECYCLE_HANDLER },
    },
    securityContext: {
      isEmptyAbsent: true,
      fields: { capabilities: ENTRIES, procMount: fallback('Default') },
    },
  },
};
