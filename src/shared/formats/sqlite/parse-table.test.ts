import { describe, expect, it } from 'vitest';
import { parseTable } from './parse-table.ts';

describe('parseTable', () => {
  it.each([
    'CREATE VIRTUAL TABLE a USING rtree(id, x, y)',
    'CREATE TABLE a (b',
    'CREATE VIEW a AS SELECT (1)',
    'CREATE TABLE a (b TEXT PRIMARY KEY) WITHOUT ROWID',
    '',
    '(((((',
  ])('takes %j for no table', (sql) => {
    expect(parseTable(sql)).toBe(null);
  });

  it('does not tire of texts made for it', () => {
    for (const sign of ['[', '"', "'", '`', '(', '/*', 'CREATE TABLE a (', '""', "'' "]) {
      const start = performance.now();
      parseTable(`CREATE TABLE a (${sign.repeat(200_000)}`);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});
