import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Slow machines run these tests too.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
