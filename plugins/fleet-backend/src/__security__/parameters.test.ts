import type { ClusterPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  HOSTILE_KEYS,
  HOSTILE_TEXTS,
} from '@fleetview/backstage-plugin-fleet-common/testUtils';
import Ajv from 'ajv/dist/2020';
import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { spec } from '../schema/openapi.generated';
import { addressOf, documented, withQuery, type Parameter } from './document';
import {
  countRows,
  serveHostileWorld,
  type HostileWorld,
} from './serveHostileWorld';

const isError = new Ajv({ strict: false })
  .addSchema(spec, 'openapi')
  .getSchema('openapi#/components/schemas/Error');

const VALUES = [
  ...HOSTILE_TEXTS.map(({ text }) => text),
  '%',
  '_',
  '\\',
  "'",
  '"',
  '$1',
  '?',
  ':id',
  '-1',
  '1e9',
  'NaN',
  '0x10',
  '9'.repeat(40),
  'null',
  'undefined',
  'true',
  '[object Object]',
  '{"a":1}',
];

/** All ways of saying something hostile in a parameter of a query, as they go into an address. */
function queriesOf({ name }: Parameter): string[] {
  const key = encodeURIComponent(name);
  return [
    ...VALUES.map(value => `${key}=${encode(value)}`),
    // Twice, as a list, as an object, and as what it would be looked up in.
    `${key}=1&${key}=%25`,
    `${key}[]=1`,
    `${key}[0]=1&${key}[9999999]=2`,
    `${key}[a]=1`,
    ...HOSTILE_KEYS.map(each => `${key}[${each}]=1`),
    ...HOSTILE_KEYS.map(each => `${key}[${each}][${each}]=1`),
    `${key}`,
    `${key}=`,
    `${key}=%`,
    `${key}=%E0%A4%A`,
    `${key}=%ff%fe`,
    `${key}=%2500`,
  ];
}

/** A lone half of a pair has no place in an address: it goes as the bytes that it would be. */
function encode(value: string): string {
  return encodeURIComponent(wellFormed(value)).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16)}`,
  );
}

/** What runs in a part of the matrix, whichever part it is. */
function nothingOf(body: {
  totals?: { total: number };
  cells?: { row: number[] };
  counts?: { group: number[] };
}): unknown[] {
  if (body.totals) return Array(body.totals.total).fill('a cell');
  return body.cells?.row ?? body.counts?.group ?? ['no part of a matrix'];
}

describeDatabases('every parameter of every operation', database => {
  let knex: Knex;
  let world: HostileWorld;
  const asked = new Set<string>();

  beforeAll(async () => {
    knex = await database.open();
    world = await serveHostileWorld(knex);
  });

  afterAll(async () => {
    await world.stop();
  });

  /** Asks, and fails where the answer is anything but what the document allows. */
  async function ask(path: keyof typeof spec.paths, address: string) {
    const operation = documented.find(each => each.path === path);
    const response = await fetch(`${world.url}${address}`, {
      headers: operation?.headers,
    });
    const text = await response.text();
    const where = `${address.slice(0, 200)}: ${response.status} ${text.slice(
      0,
      300,
    )}`;
    // A version of the matrix that nobody gave is none of now.
    const allowed = path.startsWith('/matrix/') ? [409] : [];
    if (![200, 400, 404, ...allowed].includes(response.status)) {
      throw new Error(where);
    }
    const type = response.headers.get('content-type') ?? '';
    const isFile =
      response.status === 200 && !type.startsWith('application/json');
    if (isFile && operation?.types.includes(type.split(';')[0])) {
      // What is no JSON is for a file, and no browser shows it.
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment/,
      );
      return { status: 200, body: {} };
    }
    if (!type.startsWith('application/json')) {
      throw new Error(`${where} is ${type}`);
    }
    const body = JSON.parse(text);
    if (response.status === 200) expectDocumented(path, body);
    else if (!isError?.(body) || body.error.message.length > 2_000) {
      throw new Error(`${where} is no error as documented`);
    }
    return { status: response.status, body };
  }

  it('is asked of a store whose texts are hostile', async () => {
    expect(world.columns).toEqual(
      expect.arrayContaining([
        'cluster.name',
        'cluster.attributes',
        'cluster.worst',
        'coverage.skipped',
        'workload.data',
        'workload.namespace',
        'delivery.data',
        'delivery.name',
        'instance.data',
        'transition.reason',
        'node.data',
      ]),
    );
    const all = await ask('/clusters', '/clusters');
    expect(JSON.stringify(all.body)).toContain('<script>');
  });

  it.each(documented.map(each => [each.id, each] as const))(
    '%s answers as documented or refuses, whatever it is asked',
    async (id, { path, parameters }) => {
      const before = await countRows(knex);
      const plain = addressOf(path);
      await ask(path, plain);
      asked.add(id);
      for (const parameter of parameters) {
        // A name in the path and the same in the query are two parameters.
        asked.add(`${id} ${parameter.in} ${parameter.name}`);
        if (parameter.in === 'query') {
          // One that it cannot do without is said once.
          const without = parameter.required ? plain.split('?')[0] : plain;
          for (const query of queriesOf(parameter)) {
            await ask(path, withQuery(without, query));
          }
          continue;
        }
        for (const value of VALUES.filter(each => each !== '')) {
          await ask(
            path,
            addressOf(path, { [parameter.name]: wellFormed(value) }),
          );
        }
        for (const raw of [
          '%2e%2e%2f%2e%2e',
          '%2F',
          'a%2Fb',
          '%25',
          '%0a',
          ';a=b',
        ]) {
          const address = path.replace(`{${parameter.name}}`, raw);
          await ask(path, addressOf(address));
        }
      }
      expect(await countRows(knex)).toEqual(before);
      expect({}).not.toHaveProperty('1');
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it('leaves out no operation and no parameter', () => {
    expect([...asked].sort()).toEqual(
      documented
        .flatMap(({ id, parameters }) => [
          id,
          ...parameters.map(each => `${id} ${each.in} ${each.name}`),
        ])
        .sort(),
    );
  });

  it.each(documented.map(each => [each.id, each] as const))(
    '%s refuses what it does not know, and names it',
    async (_, { path, parameters }) => {
      for (const query of ['passwords=1', 'where[id]=1', 'constructor[a]=1']) {
        const { status, body } = await ask(
          path,
          withQuery(addressOf(path), query),
        );
        const [name] = query.split(/[[=]/);
        expect([query, status]).toEqual([query, 400]);
        expect(body.error.message).toContain(name);
      }
      const closed = parameters.filter(({ schema }) => schema.enum);
      for (const { name } of closed) {
        for (const value of ['uid', 'name; drop table cluster', '__proto__']) {
          const { status, body } = await ask(
            path,
            withQuery(addressOf(path), `${name}=${encode(value)}`),
          );
          expect([name, value, status]).toEqual([name, value, 400]);
          expect(body.error.message).toContain(name);
        }
      }
    },
  );

  it.each(['%', '_', '\\', '%%', '_%_', 'NAME', "'", '<script>'])(
    'looks for %j as it is written',
    async text => {
      const { body } = await ask('/clusters', '/clusters?limit=500');
      const has = (value: string | undefined) =>
        value?.toLowerCase().includes(text.toLowerCase());
      const expected = (body as ClusterPage).items
        .filter(({ name, title }) => has(name) || has(title))
        .map(({ id }) => id);
      const found = await ask(
        '/clusters',
        `/clusters?limit=500&text=${encode(text)}`,
      );
      expect((found.body as ClusterPage).items.map(({ id }) => id)).toEqual(
        expected,
      );
    },
  );

  it.each(
    documented
      .filter(({ types }) => types.join() === 'application/json')
      .flatMap(({ id, path, parameters }) =>
        parameters
          .filter(
            ({ in: place, schema }) =>
              place === 'query' && schema.items?.type === 'string',
          )
          .map(({ name }) => [id, name, path] as const),
      ),
  )('%s takes no wildcard for %s', async (_, name, path) => {
    for (const value of ['%', '_', '*', '.*', '\\']) {
      const { body } = await ask(
        path,
        withQuery(addressOf(path), `${name}=${encode(value)}`),
      );
      const plain =
        body.items ??
        body.grouping?.groups ??
        body.policies ??
        body.sheets ??
        body.days ??
        // Where a promotion is to go; it refuses clusters that there are not, as a comparison does.
        body.to ??
        (['/cost/promotion', '/skew/compare'].includes(path) && body.error
          ? []
          : undefined) ??
        // Of the matrix rows and columns are told apart: one of them has nothing.
        nothingOf(body);
      expect([value, plain]).toEqual([value, []]);
    }
  });
});

/** Halves of pairs as the character that stands for what is none. */
function wellFormed(value: string): string {
  return Buffer.from(value).toString();
}
