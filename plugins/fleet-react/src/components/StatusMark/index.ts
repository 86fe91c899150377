export * from './StatusMark';
export * from './StatusGlyph';
export * from './useStatusColors';
