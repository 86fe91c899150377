import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

export const METHODS_KEY = 'kubernetes.clusterLocatorMethods';

const methodsSchema = z.array(z.looseObject({ type: z.string() }));

export type LocatorMethod = {
  type: string;
  key: string;
  index: number;
  method: Record<string, unknown>;
};

/** The locator methods of the Kubernetes plugin, each with its key. */
export function readMethods(config: RootConfigService): {
  methods: LocatorMethod[];
  problems: ConfigurationProblem[];
} {
  const parsed = methodsSchema.safeParse(config.getOptional(METHODS_KEY) ?? []);
  if (!parsed.success) {
    return {
      methods: [],
      problems: [
        {
          key: METHODS_KEY,
          message: 'has to be a list of objects that each have a type',
        },
      ],
    };
  }
  return {
    methods: parsed.data.map((method, index) => ({
      type: method.type,
      key: `${METHODS_KEY}[${index}]`,
      index,
      method,
    })),
    problems: [],
  };
}
