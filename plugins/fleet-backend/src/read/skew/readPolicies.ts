import { limitStatements } from '../statements/limitStatements';
import type { Row } from '../types';
import { currencyColumns, eachPart, textOfFact } from './inParts';
import { kindOf } from './kindOf';
import { readCovering } from './readCovering';
import { HIDDEN, sightOfAspect } from './seesAll';
import { TraitSheet } from './TraitSheet';
import type { SkewReading, Trait } from './types';
import { absenceOf, sightOf } from './unseen';

/** Which policies clusters have, and what they do about what breaks them. */
export async function readPolicies(reading: SkewReading): Promise<Trait[]> {
  const { context, clusters } = reading;
  const { knex } = context;
  const enforcement = textOfFact(knex, 'fact', 'enforcement');
  const facts: Row[] = [];
  await eachPart(
    knex,
    clusters,
    'fact.subject',
    () =>
      limitStatements(
        context,
        // What a hub has of policies is not what is on the cluster.
        knex('fact').whereRaw(
          "fact.type = 'policy' and fact.subject = fact.observer",
        ),
        'policies',
      )
        .select(currencyColumns('fact'))
        .select(knex.raw(`${enforcement} as enforcement`)),
    rows => {
      for (const row of rows) facts.push(row);
    },
  );
  const coverage = await readCovering(reading, facts);
  const sheet = new TraitSheet('policy');
  for (const fact of facts) {
    sheet.add({
      clusterId: fact.subject,
      key: keyOf(fact),
      kind: { ...kindOf(fact), namespace: fact.namespace, name: fact.name },
      sight: sightOf(fact, fact.enforcement ?? undefined, coverage),
    });
  }
  const isAll = sightOfAspect(context, 'policy') === 'all';
  return sheet.traits((cluster, [kind]) =>
    isAll ? absenceOf(cluster, kind, coverage) : HIDDEN,
  );
}

function keyOf({ adapter, kind, namespace, name }: Row): string {
  return [adapter, kind, ...(namespace ? [namespace] : []), name].join('/');
}
