export { Looks } from './Looks';
export { isLook, toLookLines, type StoredLooks, type Wish } from './lookLines';
