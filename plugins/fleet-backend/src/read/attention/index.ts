export { readAttention, type AttentionList } from './readAttention';
