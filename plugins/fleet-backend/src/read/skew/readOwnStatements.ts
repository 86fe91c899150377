import type { SkewAspect } from '@fleetview/backstage-plugin-fleet-common';
import { limitStatements } from '../statements/limitStatements';
import type { Row } from '../types';
import { textOfFact } from '../../store/textOfFact';
import { currencyColumns, eachPart } from './inParts';
import { kindOf } from './kindOf';
import { readCovering } from './readCovering';
import { HIDDEN, sightOfAspect } from './seesAll';
import { TraitSheet } from './TraitSheet';
import type { SkewReading, Trait } from './types';
import { absenceOf, sightOf } from './unseen';

/**
 * Traits of what clusters say of themselves in facts of one type.
 *
 * @param options.fields - texts of the fact, by the column that `keyOf` and `valueOf` find them in
 */
export async function readOwnStatements(
  reading: SkewReading,
  options: {
    aspect: SkewAspect;
    type: 'policy' | 'quota' | 'access';
    fields: Record<string, [string, ...string[]]>;
    keyOf: (row: Row) => string;
    valueOf: (row: Row) => string | undefined;
  },
): Promise<Trait[]> {
  const { context, clusters } = reading;
  const { knex } = context;
  const { aspect, type, keyOf, valueOf } = options;
  const texts = Object.entries(options.fields).map(([column, path]) =>
    knex.raw(`${textOfFact(knex, 'fact', ...path)} as ${column}`),
  );
  const facts: Row[] = [];
  await eachPart(
    knex,
    clusters,
    'fact.subject',
    () =>
      limitStatements(
        context,
        // What a hub has of them is not what is on the cluster.
        knex('fact').whereRaw(
          'fact.type = ? and fact.subject = fact.observer',
          [type],
        ),
        type === 'policy' ? 'policies' : 'platform',
      )
        .select(currencyColumns('fact'))
        .select(texts),
    rows => {
      for (const row of rows) facts.push(row);
    },
  );
  const coverage = await readCovering(reading, facts);
  const sheet = new TraitSheet(aspect);
  for (const fact of facts) {
    sheet.add({
      clusterId: fact.subject,
      key: keyOf(fact),
      kind: { ...kindOf(fact), namespace: fact.namespace, name: fact.name },
      sight: sightOf(fact, valueOf(fact), coverage),
    });
  }
  const isAll = sightOfAspect(context, aspect) === 'all';
  return sheet.traits((cluster, [kind]) =>
    isAll ? absenceOf(cluster, kind, coverage) : HIDDEN,
  );
}

/** How an object is called that is the same on clusters that are alike. */
export function objectKey({ kind, namespace, name }: Row): string {
  return [kind, ...(namespace ? [namespace] : []), name].join('/');
}
