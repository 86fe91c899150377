import type { MirroredEntity } from '../mapping/MirroredEntity';

/** An entity that is new, other than before, or gone. */
export type EntityChange = {
  before?: MirroredEntity;
  after?: MirroredEntity;
};
