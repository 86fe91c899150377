import fc from 'fast-check';
import { ObjectTable } from './ObjectTable';

type Model = Map<
  string,
  { version?: string; hash?: string; stored: boolean; epoch: number }
>;

const uid = fc.oneof(
  fc.uuid(),
  // Few, so that they come again.
  fc.integer({ min: 0, max: 40 }).map(number => `uid-${number}`),
);

const step = fc.oneof(
  fc.record({
    do: fc.constant('put' as const),
    uid,
    version: fc.option(fc.string(), { nil: undefined }),
    hash: fc.option(
      fc
        .uint8Array({ minLength: 20, maxLength: 20 })
        .map(bytes => Buffer.from(bytes).toString('base64url')),
      { nil: undefined },
    ),
    stored: fc.boolean(),
    epoch: fc.integer({ min: 0, max: 0x1ffffff }),
  }),
  fc.record({ do: fc.constant('remove' as const), uid }),
  fc.record({
    do: fc.constant('sweep' as const),
    below: fc.integer({ min: 0, max: 0x1ffffff }),
  }),
);

function expectSame(table: ObjectTable, model: Model): void {
  expect(table.size).toBe(model.size);
  expect([...table.slots()]).toHaveLength(model.size);
  for (const [each, known] of model) {
    const slot = table.find(each);
    expect(slot).toBeGreaterThanOrEqual(0);
    expect(table.isStored(slot)).toBe(known.stored);
    expect(table.epoch(slot)).toBe(known.epoch);
    expect(table.hasAnyHash(slot)).toBe(known.hash !== undefined);
    if (known.version !== undefined) {
      expect(table.hasVersion(slot, known.version)).toBe(true);
    }
    expect(table.hasVersion(slot, `${known.version}-other`)).toBe(false);
    if (known.hash !== undefined) {
      expect(table.hasHash(slot, known.hash)).toBe(true);
    }
    expect(table.hasHash(slot, 'b3RoZXItb3RoZXItb3RoZXI')).toBe(false);
  }
}

describe('ObjectTable', () => {
  it('knows what a map knows, whatever is put in and taken out', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), steps => {
        const table = new ObjectTable();
        const model: Model = new Map();
        for (const each of steps) {
          if (each.do === 'put') {
            const slot = table.put(each.uid);
            table.setVersion(slot, each.version);
            table.setHash(slot, each.hash);
            table.setStored(slot, each.stored);
            table.setEpoch(slot, each.epoch);
            model.set(each.uid, each);
          } else if (each.do === 'remove') {
            const slot = table.find(each.uid);
            if (slot >= 0) table.remove(slot);
            // Both had it, or neither.
            if (model.delete(each.uid) !== slot >= 0) return false;
          } else {
            table.removeWhere(slot => table.epoch(slot) < each.below);
            for (const [known, { epoch }] of model) {
              if (epoch < each.below) model.delete(known);
            }
          }
        }
        expectSame(table, model);
        return true;
      }),
      { numRuns: 200 },
    );
  });

  it('sweeps all that is meant, also from runs that go on at the start', () => {
    // Where uids fall is another thing in every table: try many.
    for (let round = 0; round < 400; round += 1) {
      const table = new ObjectTable();
      for (let index = 0; index < 20; index += 1) {
        table.setEpoch(table.put(`uid-${round}-${index}`), index % 2);
      }
      table.removeWhere(slot => table.epoch(slot) === 0);
      expect([...table.slots()].map(slot => table.epoch(slot))).toEqual(
        Array(10).fill(1),
      );
      expect(table.size).toBe(10);
    }
  });

  it('takes a hundred bytes an object at most, and none while it is empty', () => {
    expect(new ObjectTable().bytes).toBe(0);
    const table = new ObjectTable();
    let most = 0;
    for (let index = 1; index <= 20_000; index += 1) {
      table.put(`9b2cf33e-5a1f-4f6e-9a54-${index}`);
      if (index > 1_000) most = Math.max(most, table.bytes / index);
    }
    expect(most).toBeLessThan(100);
    expect(table.size).toBe(20_000);
  });

  it('keeps reason, epoch and the rest apart', () => {
    const table = new ObjectTable();
    const slot = table.put('a');
    table.setEpoch(slot, 0x1ffffff);
    table.setSkipped(slot, 'invalid-fact');
    table.setStored(slot, true);
    expect(table.epoch(slot)).toBe(0x1ffffff);
    expect(table.skipped(slot)).toBe('invalid-fact');
    expect(table.isStored(slot)).toBe(true);
    table.setSkipped(slot, undefined);
    expect(table.skipped(slot)).toBeUndefined();
    expect(table.epoch(slot)).toBe(0x1ffffff);
    table.setEpoch(slot, 0);
    expect(table.isStored(slot)).toBe(true);
    expect(table.find('b')).toBe(-1);
    expect(new ObjectTable().find('a')).toBe(-1);
  });

  it('forgets nothing of others when a slot is used again', () => {
    const table = new ObjectTable();
    const first = table.put('a');
    table.setSkipped(first, 'malformed');
    table.setVersion(first, '1');
    table.setHash(first, 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA');
    table.remove(first);
    const again = table.put('a');
    expect(table.skipped(again)).toBeUndefined();
    expect(table.hasVersion(again, '1')).toBe(false);
    expect(table.hasAnyHash(again)).toBe(false);
  });
});
