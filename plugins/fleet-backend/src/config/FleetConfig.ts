/** An attribute of a cluster, by its key. */
export const ATTRIBUTE_KEYS = [
  'region',
  'zone',
  'provider',
  'environment',
  'tier',
  'owner',
] as const;

export type AttributeKey = (typeof ATTRIBUTE_KEYS)[number];

/** The configuration below `fleet`, as far as it could be understood. */
export type FleetConfig = {
  kubeconfigs: { file: string; key: string }[];
  attributes: {
    cluster: string;
    values: Partial<Record<AttributeKey, string>>;
    key: string;
  }[];
  references: { hub: string; name: string; cluster: string; key: string }[];
  collector: { threads: number };
  catalog: { refreshMinutes: number };
};
