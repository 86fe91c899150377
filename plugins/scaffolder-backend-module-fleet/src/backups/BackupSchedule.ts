/** How the data of volumes is backed up. */
export const VOLUMES = [
  'snapshot',
  'snapshot-moved',
  'file-system',
  'none',
] as const;

/** Where the repository has what is applied on a cluster. */
export const PLACES_OF_CLUSTERS = ['infrastructure', 'clusters'] as const;

/** Backups as somebody asks for them. */
export type BackupScheduleInput = {
  component: string;
  name?: string;
  namespaces: readonly string[];
  schedule: string;
  ttl?: string;
  storageLocation?: string;
  volumes?: (typeof VOLUMES)[number];
  veleroNamespace?: string;
  place?: (typeof PLACES_OF_CLUSTERS)[number];
};

/** Backups that are scheduled. All of it was checked. */
export type BackupSchedule = {
  component: string;
  name: string;
  namespaces: string[];
  schedule: string;
  timesADay: number;
  ttl: string;
  storageLocation?: string;
  volumes: (typeof VOLUMES)[number];
  veleroNamespace: string;
  place: (typeof PLACES_OF_CLUSTERS)[number];
};
