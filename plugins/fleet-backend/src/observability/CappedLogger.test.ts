import { mockServices } from '@backstage/backend-test-utils';
import { CappedLogger } from './CappedLogger';

const MINUTE = 60_000;

function loggerAt() {
  const time = { now: 0 };
  const inner = mockServices.logger.mock();
  inner.child.mockReturnValue(inner);
  const logger = CappedLogger.create({ logger: inner, now: () => time.now });
  return { time, inner, logger };
}

const LEFT_OUT = 'Lines about a cluster were left out';

describe('CappedLogger', () => {
  it('tells twenty lines of a cluster, and then one a minute with how many were left out', () => {
    const { time, inner, logger } = loggerAt();
    for (let line = 0; line < 100; line += 1) {
      logger.info('Something', { cluster: 'c-1', line });
    }
    expect(inner.info).toHaveBeenCalledTimes(20);
    expect(inner.warn).not.toHaveBeenCalled();
    time.now += MINUTE - 1;
    logger.info('Something', { cluster: 'c-1' });
    expect(inner.info).toHaveBeenCalledTimes(20);
    time.now += 1;
    logger.info('Something', { cluster: 'c-1', line: 'next' });
    logger.info('Something', { cluster: 'c-1' });
    expect(inner.info).toHaveBeenCalledTimes(21);
    expect(inner.info).toHaveBeenLastCalledWith('Something', {
      cluster: 'c-1',
      line: 'next',
    });
    expect(inner.warn.mock.calls).toEqual([
      [LEFT_OUT, { about: 'c-1', lines: 81 }],
    ]);
  });

  it('counts all levels together, each cluster and source for itself, and nothing else', () => {
    const { inner, logger } = loggerAt();
    for (let line = 0; line < 30; line += 1) {
      logger.error('Failed', { cluster: 'c-1' });
      logger.warn('Odd', { cluster: 'c-1' });
      logger.debug('Quiet', { cluster: 'c-2' });
      logger.error('Configuration', { source: 'argocd on mgmt' });
      logger.info('Of no cluster', new Error('database'));
      logger.info('Of no cluster');
    }
    expect(inner.error).toHaveBeenCalledTimes(10 + 20);
    expect(inner.warn).toHaveBeenCalledTimes(10);
    expect(inner.debug).toHaveBeenCalledTimes(20);
    expect(inner.info).toHaveBeenCalledTimes(60);
  });

  it('does not let a child start anew', () => {
    const { inner, logger } = loggerAt();
    for (let line = 0; line < 15; line += 1) {
      logger.child({ cluster: 'c-1' }).error('Failed', new Error('no'));
      logger.child({ part: 'x' }).error('Failed', { cluster: 'c-1' });
    }
    expect(inner.error).toHaveBeenCalledTimes(20);
    expect(inner.child).toHaveBeenCalledWith({ cluster: 'c-1' });
  });

  it('tells what was left out also of a cluster that has fallen silent', () => {
    const { time, inner, logger } = loggerAt();
    for (let line = 0; line < 25; line += 1) {
      logger.info('Something', { cluster: 'c-1' });
    }
    logger.tellLeftOut();
    expect(inner.warn).not.toHaveBeenCalled();
    time.now += MINUTE;
    logger.tellLeftOut();
    logger.tellLeftOut();
    expect(inner.warn.mock.calls).toEqual([
      [LEFT_OUT, { about: 'c-1', lines: 5 }],
    ]);
    time.now += 30 * MINUTE;
    logger.tellLeftOut();
    for (let line = 0; line < 25; line += 1) {
      logger.info('Something', { cluster: 'c-1' });
    }
    expect(inner.info).toHaveBeenCalledTimes(40);
  });
});
