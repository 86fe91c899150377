import '@testing-library/jest-dom';

// Slow machines run these tests too.
jest.setTimeout(60_000);
