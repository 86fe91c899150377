import type { LoggerService } from '@backstage/backend-plugin-api';
import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import { CappedLogger } from '../observability';

/** A logger as plain as there is: what it is told stands in its lines. */
function plainLogger(lines: string[]): LoggerService {
  const line = (level: string) => (message: string, meta?: unknown) => {
    const said = meta instanceof Error ? meta.message : JSON.stringify(meta);
    lines.push(`${level}: ${message} ${said ?? ''}`);
  };
  const logger: LoggerService = {
    error: line('error'),
    warn: line('warn'),
    info: line('info'),
    debug: line('debug'),
    child: meta => {
      lines.push(`child: ${JSON.stringify(meta)}`);
      return logger;
    },
  };
  return logger;
}

describe.each(HOSTILE_TEXTS.map(({ name, text }) => [name, text]))(
  'lines about something that is called %s',
  (_, text) => {
    it('are one line each, whatever the level and wherever the name stands', () => {
      const lines: string[] = [];
      const logger = CappedLogger.create({ logger: plainLogger(lines) });
      for (const level of ['error', 'warn', 'info', 'debug'] as const) {
        logger[level](text);
        logger[level](`about '${text}'`, { cluster: text, [text]: [text] });
        logger[level]('a failure', new Error(text));
        logger.child({ cluster: text })[level](text);
      }
      // A burst of those that name a cluster, and the two that do not.
      expect(lines.length).toBeGreaterThan(15);
      for (const line of lines) {
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(line.length).toBeLessThan(20_000);
      }
    });

    it('are one line also when they tell that some were left out', () => {
      const lines: string[] = [];
      let now = 0;
      const logger = CappedLogger.create({
        logger: plainLogger(lines),
        now: () => now,
      });
      for (let time = 0; time < 50; time++) logger.warn('x', { cluster: text });
      now = 120_000;
      lines.length = 0;
      logger.tellLeftOut();
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    });
  },
);
