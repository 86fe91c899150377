import type { Judgements } from './Judgements';

/** Of the adapter that turns reports of the operator into policy reports. */
const COPIES = [1, 2, 3, 4, 5, 6].map(
  number => `trivy/samples/polr-adapter/readme-0${number}.yaml`,
);

/** What upstream says of its samples stands in them: that is what is read. */
export const trivyJudgements: Judgements = {
  system: 'trivy',
  samplesAtLeast: 8,
  words: {},
  differences: {},
  malformed: [],
  irrelevant: COPIES.map(
    id =>
      `${id}: it copies reports of the Trivy operator, which are read there`,
  ),
};
