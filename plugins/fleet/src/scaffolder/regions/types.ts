import type { RegionOptions } from './regionOptions';

/** What a list of regions or of waves takes. */
export interface RegionListProps {
  label: string;
  options: RegionOptions;
  chosen: readonly string[];
  several: boolean;
  onToggle: (value: string) => void;
  isDisabled?: boolean;
  isRequired?: boolean;
  isInvalid?: boolean;
}
