/** One accept/expect pair of a gie file with the operation, direction and tolerance (metres) in force. */
export interface GieCase {
  readonly line: number;
  readonly operation: string;
  readonly direction: 'forward' | 'inverse';
  readonly accept: readonly [number, number];
  readonly expect: readonly [number, number];
  readonly tolerance: number;
}

const units = new Map([
  ['km', 1000],
  ['m', 1],
  ['cm', 0.01],
  ['mm', 0.001],
  ['um', 1e-6],
  ['nm', 1e-9],
]);

/** Reads the accept/expect pairs of PROJ's gie test format; cases that expect a failure are left out. */
export function readGie(text: string): readonly GieCase[] {
  const cases: GieCase[] = [];
  let operation = '';
  let direction: GieCase['direction'] = 'forward';
  let tolerance = 0.0005;
  let accept: readonly [number, number] | null = null;
  let continuing = false;
  let inside = false;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.replace(/#.*$/, '').trim();
    if (/^<gie(-strict)?>/.test(line)) inside = true;
    if (/^<\/gie/.test(line)) inside = false;
    if (!inside) return;
    const [word, ...rest] = line.split(/\s+/);
    if (word === 'operation') {
      operation = plus(rest);
      direction = 'forward';
      tolerance = 0.0005;
    } else if (continuing && /^\+/.test(line)) operation += ` ${line}`;
    else if (word === 'direction') direction = rest[0] === 'inverse' ? 'inverse' : 'forward';
    else if (word === 'tolerance') tolerance = length(rest.join(''));
    else if (word === 'accept') accept = pair(rest);
    else if (word === 'expect' && rest[0] !== 'failure' && accept) {
      cases.push({ line: index + 1, operation, direction, accept, expect: pair(rest), tolerance });
    }
    if (line !== '') continuing = word === 'operation' || (continuing && /^\+/.test(line));
  });
  return cases;
}

const plus = (words: readonly string[]): string =>
  words.map((word) => (word.startsWith('+') ? word : `+${word}`)).join(' ');
const pair = (words: readonly string[]): readonly [number, number] => [number(words[0]), number(words[1])];

function length(text: string): number {
  const [, size = '0', unit = 'm'] = /^([\d.e+-]+)([a-z]*)$/.exec(text) ?? [];
  return Number(size) * (units.get(unit || 'm') ?? 1);
}

function number(text: string): number {
  const match = /^(-?)(\d+)d(?:(\d+)')?(?:([\d.]+)")?([NSEW])?$/.exec(text);
  if (!match) return Number(text.replaceAll('_', ''));
  const size = Number(match[2]) + Number(match[3] ?? 0) / 60 + Number(match[4] ?? 0) / 3600;
  return match[1] === '-' || match[5] === 'S' || match[5] === 'W' ? -size : size;
}
