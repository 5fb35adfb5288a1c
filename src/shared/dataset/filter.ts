export { evaluateFilter, type FilterResult } from './filter-evaluate.ts';
export { parseFilter } from './filter-parse.ts';
