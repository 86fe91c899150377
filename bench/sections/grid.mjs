import { chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/lib/browser.mjs';
import { servePage } from '../grid/build.mjs';
import { scriptPerFrame, TRACE_CATEGORIES } from '../lib/frames.mjs';
import { median, quantile } from '../lib/statistics.mjs';

const ROWS = 1_000;
const COLUMNS = 5_000;
/** Pixels that a frame moves: at 60 frames a second a screen and a half a second. */
const STEP = 40;
/** Frames of each direction; ten seconds in all. */
const WAY = [
  { frames: 160, x: 1, y: 0 },
  { frames: 120, x: 0, y: 1 },
  { frames: 100, x: 1, y: 1 },
  { frames: 120, x: -1, y: 0 },
  { frames: 100, x: 0, y: -1 },
];
/** Elements that there may be, whatever the size of the matrix. */
const MOST_NODES = 8_000;

/** Scrolling through a matrix of 1,000 clusters and 5,000 components. */
export const grid = {
  name: 'grid',
  async run(context) {
    const executablePath = findBrowser();
    if (!executablePath) throw new Error('there is no browser to measure in');
    const rows = context.scaled(ROWS, 100);
    const columns = context.scaled(COLUMNS, 100);
    const server = await servePage();
    const browser = await chromium.launch({ executablePath });
    try {
      const page = await browser.newPage({
        viewport: { width: 1440, height: 900 },
      });
      const wrong = [];
      page.on('pageerror', error => wrong.push(`the page failed: ${error}`));
      await page.goto(`${server.url}/?rows=${rows}&columns=${columns}`);
      await page.getByRole('gridcell').first().waitFor();
      const scroll = ({ frames, x, y }) =>
        page.getByRole('grid').evaluate(
          (element, way) =>
            new Promise(resolve => {
              let left = way.frames;
              const step = () => {
                element.scrollBy(way.x, way.y);
                if (--left > 0) requestAnimationFrame(step);
                else requestAnimationFrame(resolve);
              };
              requestAnimationFrame(step);
            }),
          { frames, x: x * STEP, y: y * STEP },
        );
      // Compiled and loaded once, as by whoever has looked around.
      for (const x of [1, -1]) await scroll({ frames: 60, x, y: 0 });

      await browser.startTracing(page, { categories: TRACE_CATEGORIES });
      await page.evaluate(() => performance.mark('scroll-begins'));
      const nodes = [];
      for (const part of WAY) {
        await scroll(part);
        nodes.push(
          await page.evaluate(() => document.querySelectorAll('*').length),
        );
      }
      await page.evaluate(() => performance.mark('scroll-ends'));
      const trace = JSON.parse(await browser.stopTracing());
      const frames = scriptPerFrame(trace.traceEvents, {
        from: 'scroll-begins',
        to: 'scroll-ends',
      });
      const most = Math.max(...nodes);
      if (most > MOST_NODES) {
        wrong.push(`there are ${most} elements of at most ${MOST_NODES}`);
      }
      const cells = await page.getByRole('gridcell').count();
      const ms = value => `${value.toFixed(1)} ms`;
      return {
        wrong,
        rows: [
          {
            goal: 'grid-script',
            value: quantile(frames.script, 0.99),
            note: `p50 ${ms(median(frames.script))}, p95 ${ms(
              quantile(frames.script, 0.95),
            )}, longest ${ms(
              Math.max(...frames.script),
            )}; style and layout p99 ${ms(quantile(frames.layout, 0.99))}; ${
              frames.script.length
            } frames in ${frames.seconds.toFixed(
              1,
            )} s; ${columns} columns × ${rows} rows; ${cells} cells and at most ${most} elements in the document`,
          },
        ],
        measured: { nodes, cells, ...frames },
      };
    } finally {
      await browser.close();
      await server.close();
    }
  },
};
