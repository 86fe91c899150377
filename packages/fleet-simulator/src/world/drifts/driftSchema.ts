import { z } from 'zod';

const name = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and dashes',
  );
const tag = z
  .string()
  .max(63)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be the tag of an image');

const common = {
  component: name,
  /** All at once: the same on each. */
  clusters: z.array(name).min(1),
  /** Whether the delivery is held before: automated sync of Argo CD switched off, a Kustomization or HelmRelease of Flux suspended. */
  holdsDelivery: z.boolean().default(false),
  /** After so many seconds it is done again whenever it has been healed. */
  repeatSeconds: z.number().int().min(1).max(86_400).optional(),
};

const editImage = z.strictObject({
  type: z.literal('edit-image'),
  ...common,
  manager: z.string().min(1).max(128).default('kubectl-edit'),
  version: tag,
});

/** An autoscaler scales what the delivery gives a number of replicas. It does so again within seconds. */
const autoscale = z.strictObject({
  type: z.literal('autoscale'),
  ...common,
  replicas: z.number().int().min(1).max(20),
  repeatSeconds: z.number().int().min(1).max(86_400).default(15),
});

/** A mutating webhook adds a container when somebody writes the workload, as the engine then does. */
const injectSidecar = z.strictObject({
  type: z.literal('inject-sidecar'),
  ...common,
  container: name.default('istio-proxy'),
  image: z.string().default('docker.io/istio/proxyv2:1.27.3'),
  /** The version that is delivered then; without one the engine applies what it has applied before. */
  version: tag.optional(),
});

/** The ConfigMap of a component with `configuration` is deleted by hand. */
const deleteConfiguration = z.strictObject({
  type: z.literal('delete-configuration'),
  ...common,
});

/** A Deployment that bears the marks of a delivery, and is in Git no more. */
const extraDeployment = z.strictObject({
  type: z.literal('extra-deployment'),
  ...common,
  /** `<component>-legacy` unless given. */
  name: name.optional(),
  version: tag.default('0.1.0'),
});

/** The workload of a version is refused by the API server. */
const failedApply = z.strictObject({
  type: z.literal('failed-apply'),
  ...common,
  version: tag,
  policy: name.default('require-signed-images'),
});

/** A drift as it is asked for. @public */
export const driftSchema = z.discriminatedUnion('type', [
  editImage,
  autoscale,
  injectSidecar,
  deleteConfiguration,
  extraDeployment,
  failedApply,
]);

const past = { minutesAgo: z.number().positive() };

/** A drift of a scenario, which happened some time ago. */
export const scenarioDriftSchema = z.discriminatedUnion('type', [
  editImage.extend(past),
  autoscale.extend(past),
  injectSidecar.extend(past),
  deleteConfiguration.extend(past),
  extraDeployment.extend(past),
  failedApply.extend(past),
]);

/** A drift as one writes it down. @public */
export type DriftInput = z.input<typeof driftSchema>;

/** A drift with all defaults. */
export type DriftOptions = z.output<typeof driftSchema>;
