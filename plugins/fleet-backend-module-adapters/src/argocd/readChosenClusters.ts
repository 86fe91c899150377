import {
  boundedName,
  type PlacementFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ApplicationSetObject } from './schema';

type Clusters = NonNullable<PlacementFact['clusters']>;
type Parameters = Record<string, unknown>;

const MAX_CLUSTERS = 5000;

/** `{{ .cluster }}`, and `{{cluster}}` as it is without Go templates. */
const PLACEHOLDER = /^\{\{-?\s*\.?([A-Za-z_]\w*)\s*-?\}\}$/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A text of the template with one element's parameters, `undefined` where more
 * is asked of the template language than to put one in.
 */
function resolve(
  template: string | undefined,
  parameters: Parameters,
): string | undefined {
  if (!template?.includes('{{')) return template || undefined;
  const [, key] = PLACEHOLDER.exec(template) ?? [];
  const value = key && Object.hasOwn(parameters, key) && parameters[key];
  return typeof value === 'string' && value ? value : undefined;
}

/** The elements of all generators, `undefined` where one of them is no plain list. */
function elementsOf({ spec }: ApplicationSetObject): Parameters[] | undefined {
  const elements: Parameters[] = [];
  for (const generator of spec?.generators ?? []) {
    const { list, ...others } = generator;
    // A template or selector of its own may choose otherwise.
    if (Object.keys(others).length || !isRecord(list)) return undefined;
    if (!Array.isArray(list.elements) || list.elementsYaml || list.template) {
      return undefined;
    }
    elements.push(...list.elements.filter(isRecord));
  }
  return elements.length ? elements : undefined;
}

/**
 * The clusters that an ApplicationSet chose, as far as it says so itself: where
 * its generators are lists, or where its template names one cluster for all.
 * What other generators found is in the Applications that were made from it.
 */
export function readChosenClusters(
  applicationSet: ApplicationSetObject,
): Clusters | undefined {
  const destination = applicationSet.spec?.template?.spec?.destination;
  if (!destination?.server && !destination?.name) return undefined;
  const { server, name } = destination;
  const isFixed = !`${server ?? ''}${name ?? ''}`.includes('{{');
  const elements = isFixed ? [{}] : elementsOf(applicationSet);
  const chosen = new Map<string, Clusters[number]>();
  for (const element of elements ?? []) {
    const address = addressOf(resolve(server, element));
    const called = resolve(name, element) ?? address;
    // One that is not understood would make the rest look like all.
    if (!called) return undefined;
    const cluster = withoutUndefined({
      name: boundedName(called),
      server: address,
    });
    chosen.set(`${cluster.name}\n${address}`, cluster);
    if (chosen.size === MAX_CLUSTERS) break;
  }
  return chosen.size ? [...chosen.values()] : undefined;
}
