export { evaluateFilter } from './filter-evaluate.ts';
export { parseFilter } from './filter-parse.ts';
