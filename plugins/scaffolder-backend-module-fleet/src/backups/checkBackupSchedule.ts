import {
  checkLabel,
  checkObjectName,
  checkReference,
  refuse,
} from '../clusters';
import type { BackupSchedule, BackupScheduleInput } from './BackupSchedule';
import { checkCron } from './checkCron';
import { checkTtl } from './checkTtl';

/** Velero names backups by it, with their time. */
const LONGEST_NAME = 48;
/** As Velero has it where nobody says. */
const TTL = '720h0m0s';

/** @throws InputError that says which input is wrong, and what it may be */
export function checkBackupSchedule(
  input: BackupScheduleInput,
): BackupSchedule {
  const component = checkReference('component', input.component, ['component']);
  const { text: schedule, timesADay } = checkCron('schedule', input.schedule);
  const { storageLocation } = input;
  if (input.namespaces.length === 0) {
    refuse(
      'namespaces',
      input.namespaces,
      'without any, all of the cluster would be backed up. Name those of the component.',
    );
  }
  return {
    component,
    name: checkLabel('name', input.name ?? nameOf(component), LONGEST_NAME),
    namespaces: [
      ...new Set(input.namespaces.map(each => checkLabel('namespaces', each))),
    ],
    schedule,
    timesADay,
    ttl: checkTtl('ttl', input.ttl ?? TTL),
    ...(storageLocation
      ? { storageLocation: checkObjectName('storageLocation', storageLocation) }
      : {}),
    volumes: input.volumes ?? 'snapshot',
    veleroNamespace: checkLabel(
      'veleroNamespace',
      input.veleroNamespace ?? 'velero',
    ),
    place: input.place ?? 'infrastructure',
  };
}

function nameOf(component: string): string {
  return component.slice(component.indexOf('/') + 1).toLocaleLowerCase('en-US');
}
