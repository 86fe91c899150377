import type { AccessFact } from '@fleetview/backstage-plugin-fleet-common';
import { objectKey, readOwnStatements } from './readOwnStatements';
import type { SkewReading, Trait } from './types';

/** So much of a digest tells two apart; two that are alike in it differ in nothing by chance. */
const DIGEST_LENGTH = 12;

/** Words of a value; the digest stands for all of it. */
const WORDS_LENGTH = 600;

/** Who may do what: roles by what they allow, bindings by whom they give which role. */
export function readAccess(reading: SkewReading): Promise<Trait[]> {
  return readOwnStatements(reading, {
    aspect: 'access',
    type: 'access',
    fields: {
      digest: ['digest'],
      words: ['words'],
      role_kind: ['role', 'kind'],
      role_name: ['role', 'name'],
    },
    keyOf: objectKey,
    valueOf: ({ digest, words, role_kind: kind, role_name: name }) => {
      const said: AccessFact['words'] = JSON.parse(words);
      const text = [
        ...(kind ? [`${kind} ${name} to`] : []),
        said.join('; ') || 'nothing',
      ].join(' ');
      return `${text.slice(0, WORDS_LENGTH)} · ${String(digest).slice(
        0,
        DIGEST_LENGTH,
      )}`;
    },
  });
}
