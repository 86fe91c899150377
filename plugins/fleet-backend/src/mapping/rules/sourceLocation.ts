import { findByLocation } from './locations';
import type { Rule } from './Rule';

/** The place of a component's source, as the catalog knows it without anybody's doing. */
export const sourceLocation: Rule = {
  id: 'source-location',
  find: (bindable, index) =>
    findByLocation(bindable, index.bySourceLocation, 'its source location'),
};
