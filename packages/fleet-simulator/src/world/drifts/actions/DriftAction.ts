import type { ObjectReference } from '../../../store/ObjectStore';
import type { Instance } from '../../Instance';
import type { World } from '../../World';

/** Where something is to differ. */
export type DriftPlace = {
  world: World;
  instance: Instance;
  /** Of the entry, for what has to have a name. */
  id: string;
};

/** One way in which one cluster comes to differ. */
export type DriftAction = {
  reference: ObjectReference;
  paths: string[];
  /** Who does it. */
  by: string;
  /** The manager that `managedFields` names for it. */
  manager?: string;
  desired?: string;
  actual?: string;
  /** Makes it so, or lets others make it so soon; again after it was healed. */
  begin(isPast: boolean): void;
  /** Whether it is so. */
  isPresent(): boolean;
  /** Who has healed it, when it is so no more. */
  healer(): string;
  /** Takes away what would bring it back. */
  end?(): void;
};
