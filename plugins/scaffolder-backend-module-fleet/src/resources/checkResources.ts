import { InputError } from '@backstage/errors';
import { parseQuantity } from '@fleetview/backstage-plugin-fleet-node';

/** What a container asks for, as Kubernetes writes quantities: `250m`, `512Mi`. */
export type Amounts = { cpu?: string; memory?: string };

export type ContainerResources = {
  name: string;
  requests?: Amounts;
  limits?: Amounts;
};

const RESOURCES = ['cpu', 'memory'] as const;
/** RFC 1123, as Kubernetes has it. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Checks what containers are to ask for, before anything is written.
 *
 * @throws InputError that names the container and what is wrong with it
 */
export function checkResources(
  containers: readonly ContainerResources[],
): void {
  const names = new Set<string>();
  for (const { name, requests = {}, limits = {} } of containers) {
    if (!LABEL.test(name)) {
      throw new InputError(`'${name}' is no name of a container.`);
    }
    if (names.has(name)) {
      throw new InputError(`The container '${name}' is named twice.`);
    }
    names.add(name);
    const all = [...Object.values(requests), ...Object.values(limits)];
    if (all.length === 0) {
      throw new InputError(
        `For the container '${name}' there is neither a request nor a limit.`,
      );
    }
    for (const text of all) {
      const amount = parseQuantity(text);
      if (amount === undefined || amount <= 0) {
        throw new InputError(
          `'${text}', of the container '${name}', is no quantity of Kubernetes above zero. Write it as in '250m' or '512Mi'.`,
        );
      }
    }
    for (const resource of RESOURCES) {
      const request = parseQuantity(requests[resource] ?? '');
      const limit = parseQuantity(limits[resource] ?? '');
      if (request !== undefined && limit !== undefined && request > limit) {
        throw new InputError(
          `The container '${name}' would ask for more ${resource} (${requests[resource]}) than its limit is (${limits[resource]}). Kubernetes refuses that.`,
        );
      }
    }
  }
}
