import { isJsonObject, KubernetesObject } from '../types';
import { AdmissionPolicy } from './AdmissionControl';

/** A policy that refuses some images of one workload, or of its pods. */
export type ImagePolicyOptions = {
  name: string;
  /** The policy's own rule, such as `check-signature`. */
  rule: string;
  namespace: string;
  /** The workload's name; its pods are known by their label. */
  workload: string;
  /** Whether the workload itself is refused, or only its pods. */
  refuses: 'workload' | 'pods';
  isRefused: (image: string) => boolean;
};

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** The images of the containers of an object that is a pod or has a template of one. */
function imagesOf({ spec }: KubernetesObject): string[] {
  const outer = isJsonObject(spec) ? spec : {};
  const template = isJsonObject(outer.template) ? outer.template.spec : outer;
  const containers = isJsonObject(template) ? template.containers : undefined;
  return Array.isArray(containers)
    ? containers.filter(isJsonObject).map(({ image }) => String(image))
    : [];
}

/** A policy on images, in the words in which Kyverno refuses. */
export function createImagePolicy(
  options: ImagePolicyOptions,
): AdmissionPolicy {
  const { name, rule, namespace, workload, refuses, isRefused } = options;
  const isMeant = ({ kind, metadata }: KubernetesObject) =>
    metadata.namespace === namespace &&
    (refuses === 'pods'
      ? kind === 'Pod' &&
        metadata.labels?.['app.kubernetes.io/name'] === workload
      : WORKLOADS.includes(kind) && metadata.name === workload);
  return {
    name,
    webhook: 'validate.kyverno.svc-fail',
    refuse: object => {
      if (!isMeant(object)) return undefined;
      const image = imagesOf(object).find(isRefused);
      if (image === undefined) return undefined;
      // Rules for pods hold for what makes pods under a name of their own.
      const [prefix, path] =
        refuses === 'pods'
          ? ['', '/spec']
          : ['autogen-', '/spec/template/spec'];
      const { kind, metadata } = object;
      return `\n\nresource ${kind}/${namespace}/${
        metadata.name || metadata.generateName
      } was blocked due to the following policies \n\n${name}:\n  ${prefix}${rule}: 'validation error: the image ${image} is not signed. rule ${prefix}${rule} failed at path ${path}/containers/0/image/'\n`;
    },
  };
}
