import Dexie, { type EntityTable, type Table } from 'dexie';

/** What is kept under a name; `used` counts up with every use, so that the least used goes first. */
export interface CacheEntry {
  readonly name: string;
  readonly used: number;
  /** Size of the value in bytes, for the limit. */
  readonly bytes: number;
}

/** The window's IndexedDB. Everything in it can be made again: deleting it costs time, never work. */
export class CacheDatabase extends Dexie {
  readonly entries!: EntityTable<CacheEntry, 'name'>;
  /** By name; apart from the entries, so that counting and noting a use never moves a value. */
  readonly values!: Table<unknown, string>;

  constructor(name = 'tomtevalg-cache') {
    // Strict: what was told to be kept survives a power cut, or was never there; no half entry.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ entries: 'name, used', values: '' });
  }
}
