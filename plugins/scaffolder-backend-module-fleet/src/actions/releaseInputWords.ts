/** What inputs say about themselves, which several actions of releases have. */
export const RELEASE_WORDS = {
  promotion: 'The id of the promotion.',
  wave: "The wave, as the promotion has it, such as 'production/first'.",
  direction:
    "Whether the release is brought ('promote'), or taken back ('roll-back').",
  repository:
    'The repository that is changed, as the promotion has it; the only one by default.',
};
