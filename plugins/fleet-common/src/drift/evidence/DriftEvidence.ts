import type { Authorship } from '../author/authorOf';
import type { Difference } from '../diff/Difference';

/**
 * How a live object differs, by what it carries itself or by what its engine desires.
 *
 * @public
 */
export type DriftEvidence = {
  /**
   * - `last-applied`: it was compared with what was last applied
   * - `desired`: it was compared with what its engine desires
   * - `ownership`: no desired object is had; somebody else than its engine owns these paths
   */
  basis: 'last-applied' | 'desired' | 'ownership';
  differences: (Difference & {
    authorship: Authorship;
    /** It is there, and nobody owns it. */
    isUnowned?: true;
  })[];
  /** How many there are. */
  total: number;
  /** The key of what differs in the same way. */
  same: string;
};
