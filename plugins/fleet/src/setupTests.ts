import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Slow machines run these tests too.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

// What waits for frames and timers can lose against a busy machine. It is told
// as flaky (`npm test`), as the browser tests are; what fails twice, failed.
if (process.env.CI) jest.retryTimes(1, { logErrorsBeforeRetry: true });
