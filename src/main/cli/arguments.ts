import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Language, languages } from '../../shared/lib/language.ts';
import { CommandError } from './usage.ts';

export interface InspectArguments {
  readonly command: 'inspect';
  readonly files: readonly string[];
  readonly json: boolean;
  readonly encoding: string | undefined;
  readonly crs: string | undefined;
  readonly language: Language;
}

/** What `run` can write into a folder. */
export const runFormats = ['csv', 'geojson', 'gpkg', 'shp', 'fgb', 'xlsx', 'svg', 'html'] as const;
export type RunFormat = (typeof runFormats)[number];

export interface RunArguments {
  readonly command: 'run';
  readonly study: string;
  readonly json: boolean;
  readonly profiles: readonly string[];
  readonly out: string | null;
  readonly formats: readonly RunFormat[];
  /** Worker threads; null: chosen by the size of the input. */
  readonly workers: number | null;
  readonly timings: boolean;
  readonly language: Language;
}

export interface ConvertArguments {
  readonly command: 'convert';
  readonly files: readonly string[];
  readonly out: string;
  readonly json: boolean;
  /** Only the layers of this name. */
  readonly layer: string | undefined;
  /** Code of the CRS to write in. */
  readonly crs: string | undefined;
  /** What the files are in, whatever they say. */
  readonly fromCrs: string | undefined;
  readonly encoding: string | undefined;
  readonly language: Language;
}

export interface CheckArguments {
  readonly command: 'check';
  readonly project: string;
  /** Where to build a repaired file; null: only look. */
  readonly repair: string | null;
  readonly json: boolean;
  readonly language: Language;
}

export interface CandidatesArguments {
  readonly command: 'candidates';
  readonly study: string;
  /** Where to write the plots, and the assemblies; null: nowhere. */
  readonly out: string | null;
  readonly assemblies: string | null;
  readonly json: boolean;
  /** Worker threads; null: chosen by the size of the input. */
  readonly workers: number | null;
  readonly timings: boolean;
  readonly language: Language;
}

export interface MergeArguments {
  readonly command: 'merge';
  /** What the copies began with. */
  readonly base: string;
  readonly office: string;
  readonly fields: readonly string[];
  readonly out: string;
  readonly json: boolean;
  readonly language: Language;
}

export type CommandArguments =
  | InspectArguments
  | RunArguments
  | ConvertArguments
  | CheckArguments
  | MergeArguments
  | CandidatesArguments
  | { readonly command: 'help' };

/** Reads the words of a call; throws `CommandError` 2 where they are off. */
export function parseArguments(words: readonly string[]): CommandArguments {
  const [command, ...rest] = words;
  if (command === undefined || command === 'help' || command === '--help' || command === '-h')
    return { command: 'help' };
  const end = rest.indexOf('--');
  if (rest.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h'))
    return { command: 'help' };
  switch (command) {
    case 'inspect':
      return parseInspect(rest);
    case 'run':
      return parseRun(rest);
    case 'candidates':
      return parseCandidates(rest);
    case 'convert':
      return parseConvert(rest);
    case 'merge':
      return parseMerge(rest);
    case 'check':
      return parseCheck(rest);
    default:
      throw new CommandError(2, `There is no command "${command}". Try: tomtevalg help`);
  }
}

function parseInspect(words: readonly string[]): InspectArguments {
  const { values, positionals } = parse(words, {
    json: { type: 'boolean' },
    encoding: { type: 'string' },
    crs: { type: 'string' },
    lang: { type: 'string' },
  });
  if (positionals.length === 0)
    throw new CommandError(2, 'inspect needs at least one file. Try: tomtevalg inspect plots.shp');
  return {
    command: 'inspect',
    files: positionals,
    json: values.json === true,
    encoding: text(values.encoding),
    crs: text(values.crs),
    language: languageOf(text(values.lang)),
  };
}

function parseRun(words: readonly string[]): RunArguments {
  const { values, positionals } = parse(words, {
    json: { type: 'boolean' },
    profile: { type: 'string', multiple: true },
    out: { type: 'string' },
    format: { type: 'string' },
    workers: { type: 'string' },
    timings: { type: 'boolean' },
    lang: { type: 'string' },
  });
  const [study, ...more] = positionals;
  if (study === undefined || more.length > 0)
    throw new CommandError(2, 'run needs one study or project file. Try: tomtevalg run place.study.json');
  const out = text(values.out) ?? null;
  if (values.format !== undefined && out === null)
    throw new CommandError(2, '--format writes files, so it needs --out FOLDER.');
  return {
    command: 'run',
    study,
    json: values.json === true,
    profiles: Array.isArray(values.profile) ? values.profile.map(String) : [],
    out,
    formats: formatsOf(text(values.format)),
    workers: workersOf(text(values.workers)),
    timings: values.timings === true,
    language: languageOf(text(values.lang)),
  };
}

function parseCandidates(words: readonly string[]): CandidatesArguments {
  const { values, positionals } = parse(words, {
    json: { type: 'boolean' },
    out: { type: 'string' },
    assemblies: { type: 'string' },
    workers: { type: 'string' },
    timings: { type: 'boolean' },
    lang: { type: 'string' },
  });
  const [study, ...more] = positionals;
  if (study === undefined || more.length > 0)
    throw new CommandError(
      2,
      'candidates needs one study or project file. Try: tomtevalg candidates place.study.json --out plots.geojson',
    );
  return {
    command: 'candidates',
    study,
    out: text(values.out) ?? null,
    assemblies: text(values.assemblies) ?? null,
    json: values.json === true,
    workers: workersOf(text(values.workers)),
    timings: values.timings === true,
    language: languageOf(text(values.lang)),
  };
}

function parseConvert(words: readonly string[]): ConvertArguments {
  const { values, positionals } = parse(words, {
    json: { type: 'boolean' },
    layer: { type: 'string' },
    crs: { type: 'string' },
    'from-crs': { type: 'string' },
    encoding: { type: 'string' },
    lang: { type: 'string' },
  });
  const out = positionals.at(-1);
  if (out === undefined || positionals.length < 2)
    throw new CommandError(
      2,
      'convert needs files to read and one to write. Try: tomtevalg convert plots.shp plots.fgb',
    );
  return {
    command: 'convert',
    files: positionals.slice(0, -1),
    out,
    json: values.json === true,
    layer: text(values.layer),
    crs: text(values.crs),
    fromCrs: text(values['from-crs']),
    encoding: text(values.encoding),
    language: languageOf(text(values.lang)),
  };
}

function parseMerge(words: readonly string[]): MergeArguments {
  const { values, positionals } = parse(words, {
    json: { type: 'boolean' },
    out: { type: 'string' },
    lang: { type: 'string' },
  });
  const [base, office, ...fields] = positionals;
  const out = text(values.out);
  if (base === undefined || office === undefined || fields.length === 0)
    throw new CommandError(
      2,
      'merge needs the project as it was, the office copy and one or more field copies. Try: tomtevalg merge sent.gpkg office.gpkg field.gpkg --out merged.gpkg',
    );
  if (out === undefined) throw new CommandError(2, 'merge writes a new project, so it needs --out FILE.');
  return {
    command: 'merge',
    base,
    office,
    fields,
    out,
    json: values.json === true,
    language: languageOf(text(values.lang)),
  };
}

function parseCheck(words: readonly string[]): CheckArguments {
  const { values, positionals } = parse(words, {
    json: { type: 'boolean' },
    repair: { type: 'string' },
    lang: { type: 'string' },
  });
  const [project, ...more] = positionals;
  if (project === undefined || more.length > 0)
    throw new CommandError(2, 'check needs one project file. Try: tomtevalg check plan.gpkg');
  return {
    command: 'check',
    project,
    repair: text(values.repair) ?? null,
    json: values.json === true,
    language: languageOf(text(values.lang)),
  };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(2, `${error instanceof Error ? error.message : String(error)}\nTry: tomtevalg help`);
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function formatsOf(list: string | undefined): readonly RunFormat[] {
  if (list === undefined) return ['csv'];
  const formats = list.split(',').map((name) => {
    const format = runFormats.find((known) => known === name.trim());
    if (!format)
      throw new CommandError(2, `"${name}" is not a format that run can write. It writes: ${runFormats.join(', ')}.`);
    return format;
  });
  return [...new Set(formats)];
}

function workersOf(value: string | undefined): number | null {
  if (value === undefined) return null;
  const count = Number(value);
  const most = Math.max(2, availableParallelism());
  if (value.trim() === '' || !Number.isInteger(count) || count < 0 || count > 64) {
    throw new CommandError(2, `--workers takes a whole number from 0 to 64 (this machine runs ${most} at once).`);
  }
  return count;
}

function languageOf(value: string | undefined): Language {
  const language = languages.find((known) => known === (value ?? 'en'));
  if (!language) throw new CommandError(2, `--lang takes ${languages.join(', ')}.`);
  return language;
}
