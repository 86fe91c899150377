export * from './DownloadCsvButton';
export * from './PrintButton';
export * from './PrintablePage';
export * from './saveFile';
