export {
  PLACES_OF_CLUSTERS,
  VOLUMES,
  type BackupSchedule,
  type BackupScheduleInput,
} from './BackupSchedule';
export { checkBackupSchedule } from './checkBackupSchedule';
export { scheduleManifest } from './scheduleManifest';
export { writeSchedules } from './writeSchedules';
