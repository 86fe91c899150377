import { SparseLog } from './SparseLog';

describe('SparseLog', () => {
  it('says the same thing of the same cluster once in ten minutes', () => {
    let now = 0;
    const said: string[] = [];
    const keep = (message: string) => said.push(message);
    const log = SparseLog.create({
      logger: { warn: keep, info: keep },
      now: () => now,
    });
    log.warn('it fails', {});
    log.warn('it fails', { again: 1 });
    log.warn('it fails', {}, 'another');
    expect(said).toHaveLength(2);
    now = 10 * 60_000;
    log.warn('it fails', {});
    expect(said).toHaveLength(3);
  });

  it('says at most a thousand things in that time, whoever makes them up', () => {
    const said: string[] = [];
    const keep = (message: string) => said.push(message);
    const log = SparseLog.create({ logger: { warn: keep, info: keep } });
    for (let number = 0; number < 5_000; number += 1) {
      log.info('it fails', {}, `cluster ${number}`);
    }
    expect(said).toHaveLength(1_000);
  });
});
