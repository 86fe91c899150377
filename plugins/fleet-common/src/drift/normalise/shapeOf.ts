import { type JsonObject, ownText } from '../values/json';
import type { KindShape, Shape } from './Shape';
import {
  CLUSTER_ROLE,
  ROLE,
  ROLE_BINDING,
  SERVICE_ACCOUNT,
} from './shapes/access';
import {
  LIMIT_RANGE,
  NAMESPACE,
  PERSISTENT_VOLUME,
  RESOURCE_QUOTA,
} from './shapes/capacity';
import { METADATA } from './shapes/common';
import { CONFIG_MAP, SECRET } from './shapes/configuration';
import { DAEMON_SET } from './shapes/daemonSet';
import { DEPLOYMENT } from './shapes/deployment';
import { HORIZONTAL_POD_AUTOSCALER } from './shapes/horizontalPodAutoscaler';
import { INGRESS } from './shapes/ingress';
import { CRON_JOB, JOB } from './shapes/job';
import { NETWORK_POLICY } from './shapes/networkPolicy';
import { PERSISTENT_VOLUME_CLAIM } from './shapes/persistentVolumeClaim';
import { POD_DISRUPTION_BUDGET } from './shapes/podDisruptionBudget';
import { ROLLOUT } from './shapes/rollout';
import { SERVICE } from './shapes/service';
import { STATEFUL_SET } from './shapes/statefulSet';

/** By version, too: what is absent means what that version says. */
const TYPED: Readonly<Record<string, Shape>> = {
  'apps/v1 Deployment': DEPLOYMENT,
  'apps/v1 StatefulSet': STATEFUL_SET,
  'apps/v1 DaemonSet': DAEMON_SET,
  'batch/v1 Job': JOB,
  'batch/v1 CronJob': CRON_JOB,
  'v1 Service': SERVICE,
  'v1 ConfigMap': CONFIG_MAP,
  'v1 Secret': SECRET,
  'v1 ServiceAccount': SERVICE_ACCOUNT,
  'v1 Namespace': NAMESPACE,
  'v1 PersistentVolumeClaim': PERSISTENT_VOLUME_CLAIM,
  'v1 PersistentVolume': PERSISTENT_VOLUME,
  'v1 ResourceQuota': RESOURCE_QUOTA,
  'v1 LimitRange': LIMIT_RANGE,
  'networking.k8s.io/v1 Ingress': INGRESS,
  'networking.k8s.io/v1 NetworkPolicy': NETWORK_POLICY,
  'autoscaling/v2 HorizontalPodAutoscaler': HORIZONTAL_POD_AUTOSCALER,
  'policy/v1 PodDisruptionBudget': POD_DISRUPTION_BUDGET,
  'rbac.authorization.k8s.io/v1 Role': ROLE,
  'rbac.authorization.k8s.io/v1 ClusterRole': CLUSTER_ROLE,
  'rbac.authorization.k8s.io/v1 RoleBinding': ROLE_BINDING,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': ROLE_BINDING,
};

const DEFINED: Readonly<Record<string, Shape>> = {
  'argoproj.io/v1alpha1 Rollout': ROLLOUT,
};

function withMetadata(shape: Shape): Shape {
  const { metadata } = shape.fields ?? {};
  const labels = metadata?.fields?.labels;
  return {
    ...shape,
    fields: {
      ...shape.fields,
      metadata: {
        ...METADATA,
        fields: {
          ...METADATA.fields,
          ...(labels && { labels: { ...METADATA.fields?.labels, ...labels } }),
        },
      },
    },
  };
}

const SHAPES: ReadonlyMap<string, KindShape> = new Map<string, KindShape>([
  ...Object.entries(TYPED).map(([kind, shape]): [string, KindShape] => [
    kind,
    { shape: withMetadata(shape), isTyped: true },
  ]),
  ...Object.entries(DEFINED).map(([kind, shape]): [string, KindShape] => [
    kind,
    { shape: withMetadata(shape), isTyped: false },
  ]),
]);

/** Of other kinds only the metadata are known. */
const UNKNOWN: KindShape = { shape: withMetadata({}), isTyped: false };

/** What is known of the fields of an object's kind. */
export function shapeOf(object: JsonObject): KindShape {
  const [apiVersion, kind] = [
    ownText(object, 'apiVersion'),
    ownText(object, 'kind'),
  ];
  return SHAPES.get(`${apiVersion} ${kind}`) ?? UNKNOWN;
}

/** Whether more than the metadata is known. */
export function isKnownShape(kind: KindShape): boolean {
  return kind !== UNKNOWN;
}
