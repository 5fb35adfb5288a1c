/** A program that is killed inside a transaction so large that half of it already stands in the file. */
import { writeSync } from 'node:fs';
import { sqliteEngine } from '../../builders/sqlite-engine.ts';

const [path] = process.argv.slice(2);
const engine = await sqliteEngine();
const connection = engine.open(path, 'write');
connection.run('PRAGMA cache_size = 10');
connection.transaction(() => {
  connection.run("UPDATE t SET text = 'lost' || id");
  writeSync(1, 'inside\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
