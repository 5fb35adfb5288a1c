import type { Column } from '../../../shared/dataset/types.ts';
import { daysOf } from '../../../shared/formats/dbf/date-reader.ts';
import { GrowableBytes, GrowableFloat64, GrowableUint32 } from '../../../shared/formats/growable.ts';
import { assertNever } from '../../../shared/lib/assert-never.ts';
import type { Statement } from '../sqlite/statement.ts';
import type { StoredColumn } from './layer-columns.ts';

/** Takes one field of every row and gives the column. */
export interface ColumnGatherer {
  add(statement: Statement, at: number): void;
  column(): Column;
}

/** Reads a field back as what it was written from. */
export function columnGatherer({ name, type, sqlType }: StoredColumn): ColumnGatherer {
  switch (type) {
    case 'text':
      return textGatherer(name);
    case 'boolean':
      return booleanGatherer(name);
    case 'date':
      return numberGatherer(name, 'date', sqlType === 'DATE' ? dateReader() : plainNumber);
    case 'number':
      return numberGatherer(name, 'number', plainNumber);
    default:
      return assertNever(type);
  }
}

const plainNumber = (statement: Statement, at: number): number =>
  statement.isNull(at) ? Number.NaN : statement.numberAt(at);

function numberGatherer(
  name: string,
  type: 'number' | 'date',
  read: (statement: Statement, at: number) => number,
): ColumnGatherer {
  const values = new GrowableFloat64();
  return {
    add: (statement, at) => values.push(read(statement, at)),
    column: () => ({ type, name, values: values.toShared() }),
  };
}

/** YYYY-MM-DD as days since 1970; what is no such text is missing. */
function dateReader(): (statement: Statement, at: number) => number {
  return (statement, at) => {
    if (statement.isNull(at)) return Number.NaN;
    const text = statement.bytesAt(at);
    if (text.length < 10 || text[4] !== 0x2d || text[7] !== 0x2d) return Number.NaN;
    return daysOf(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  };
}

function digits(text: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + text[at] - 0x30;
  return value;
}

function textGatherer(name: string): ColumnGatherer {
  const text = new GrowableBytes();
  const start = new GrowableUint32();
  start.push(0);
  return {
    add: (statement, at) => {
      if (!statement.isNull(at)) {
        const bytes = statement.bytesAt(at);
        text.reserve(bytes.length).set(bytes, text.length);
        text.length += bytes.length;
      }
      start.push(text.length);
    },
    column: () => ({ type: 'text', name, bytes: text.toShared(), start: start.toShared() }),
  };
}

function booleanGatherer(name: string): ColumnGatherer {
  const values = new GrowableBytes();
  return {
    add: (statement, at) => {
      values.reserve(1)[values.length++] = statement.isNull(at) ? 255 : statement.numberAt(at) === 0 ? 0 : 1;
    },
    column: () => ({ type: 'boolean', name, values: values.toShared() }),
  };
}
