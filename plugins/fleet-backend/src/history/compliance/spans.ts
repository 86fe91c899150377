/** The day until which what is still so is so: further away than any. */
export const OPEN_DAY = 2_000_000_000;

/** What a row says that is true of a day: of all but numbers and days. */
export type Span = {
  /**
   * `result`: how many results there are; `place`: a policy is expected on a cluster;
   * `cell`: something runs there, or it is the cluster itself.
   */
  about: 'result' | 'place' | 'cell';
  namespace: string;
  entity_ref: string;
  region: string;
  environment: string;
  owner: string;
  system: string;
  engine: string;
  policy: string;
  severity: string;
  result: string;
  is_evaluated: boolean;
  observer: string;
  /** Observers whose word counts instead, each between spaces; empty for none. */
  outranked_by: string;
};

const NOTHING: Span = {
  about: 'cell',
  namespace: '',
  entity_ref: '',
  region: '',
  environment: '',
  owner: '',
  system: '',
  engine: '',
  policy: '',
  severity: '',
  result: '',
  is_evaluated: false,
  observer: '',
  outranked_by: '',
};

/** What is left out is empty. */
export function spanOf(said: Partial<Span> & Pick<Span, 'about'>): Span {
  return { ...NOTHING, ...said };
}
