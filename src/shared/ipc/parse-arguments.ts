import { languages } from '../lib/language.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { CallArguments, CallName } from './channels.ts';
import {
  maxBytesPiece,
  maxDocument,
  maxTextPiece,
  type NamedFiles,
  saveKinds,
  type WrittenLayer,
} from './desktop-api.ts';

/** The most files one drop may name; folders are listed by main with their own limit. */
export const maxDropped = 1000;
const maxPath = 32_768;
/** The most datasets that a document and its steps may name. */
const maxDatasets = 100_000;

type Check<T> = (value: unknown) => value is T;

const text =
  (longest: number): Check<string> =>
  (value): value is string =>
    typeof value === 'string' && value.length <= longest;

const textOrNull =
  (longest: number): Check<string | null> =>
  (value): value is string | null =>
    value === null || text(longest)(value);

const oneOf =
  <T extends string>(allowed: readonly T[]): Check<T> =>
  (value): value is T =>
    allowed.some((entry) => entry === value);

const path: Check<string> = (value): value is string =>
  text(maxPath)(value) && value.length > 0 && !value.includes('\0');

const paths: Check<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.length <= maxDropped && value.every(path);

const saveId: Check<string> = (value): value is string => typeof value === 'string' && /^s[0-9a-f]{32}$/.test(value);

const bytes: Check<Uint8Array<ArrayBuffer>> = (value): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array && value.buffer instanceof ArrayBuffer && value.length <= maxBytesPiece;

const matching =
  (pattern: RegExp): Check<string> =>
  (value): value is string =>
    typeof value === 'string' && pattern.test(value);
const session = matching(/^[0-9a-f]{16}$/);
const recentKey = matching(/^r[0-9a-f]{32}$/);
const uploadAddress = matching(/^file-handle:\/\/u[0-9a-f]{32}\/$/);
const fileAddress = matching(/^file-handle:\/\/f[0-9a-f]{32}\/$/);
const datasetIds: Check<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.length <= maxDatasets && value.every(matching(/^[0-9a-f]{32}$/));
/** No study names more files, and none has more beside it. */
const mostFiles = 10_000;
const namedFiles: Check<readonly NamedFiles[]> = (value): value is readonly NamedFiles[] =>
  Array.isArray(value) && value.length <= mostFiles && value.every(isNamedFiles);
const isNamedFiles: Check<NamedFiles> = (value): value is NamedFiles => {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [file, addresses]: readonly unknown[] = value;
  return (
    text(maxPath)(file) &&
    Array.isArray(addresses) &&
    addresses.length <= maxDropped &&
    addresses.every((address) => fileAddress(address))
  );
};
const contentHash = matching(/^[0-9a-f]{64}$/);
const datasetId = matching(/^[0-9a-f]{32}$/);
const copyKey = matching(/^c[0-9a-f]{32}$/);
/** No project holds more layers and photos. */
const mostHashes = 100_000;
const hashes =
  (hash: Check<string>): Check<readonly string[]> =>
  (value): value is readonly string[] =>
    Array.isArray(value) && value.length <= mostHashes && value.every(hash);
const flag: Check<boolean> = (value): value is boolean => typeof value === 'boolean';

/** An export has the ranking and perhaps the places on it. */
const mostWritten = 10;
const writtenLayers: Check<readonly WrittenLayer[]> = (value): value is readonly WrittenLayer[] =>
  Array.isArray(value) && value.length <= mostWritten && value.every(isWrittenLayer);
const isWrittenLayer: Check<WrittenLayer> = (value): value is WrittenLayer => {
  if (typeof value !== 'object' || value === null) return false;
  const { name, bytes: size }: { readonly name?: unknown; readonly bytes?: unknown } = value;
  return text(300)(name) && typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
};

type Checks<Arguments extends readonly unknown[]> = { readonly [At in keyof Arguments]: Check<Arguments[At]> };

/** What each argument of a call must be; a call takes exactly as many as it names. */
const checks: { readonly [Name in CallName]: Checks<CallArguments[Name]> } = {
  runtimeInfo: [],
  openSample: [],
  openStudy: [],
  openLayers: [],
  resolveDropped: [paths],
  saveText: [text(255), oneOf(saveKinds)],
  appendText: [saveId, text(maxTextPiece)],
  appendBytes: [saveId, bytes],
  finishText: [saveId],
  finishLayers: [saveId, writtenLayers],
  abandonText: [saveId],
  openProject: [],
  openProjectAt: [fileAddress],
  recentProjects: [],
  openRecentProject: [recentKey],
  unsavedProjects: [],
  restoreProject: [session],
  discardProject: [session],
  resume: [],
  newProject: [text(300)],
  storedDatasets: [],
  beginLayer: [],
  finishLayer: [uploadAddress, text(300)],
  openPhotos: [],
  attachFile: [fileAddress],
  attachedPhoto: [contentHash],
  keepDocument: [text(300), text(maxDocument), text(300), namedFiles],
  saveProject: [flag, datasetIds],
  saveFieldCopy: [text(300), text(maxDocument), hashes(datasetId), hashes(contentHash)],
  openCopies: [],
  takeCopy: [copyKey],
  revertProject: [],
  keptBytes: [],
  clearKept: [],
  closeProject: [flag],
  setTitle: [text(300)],
  setEditNames: [textOrNull(300), textOrNull(300)],
  setLanguage: [oneOf(languages)],
  askToLose: [],
  answerClosing: [flag],
};

/**
 * Checks what arrived on a channel. The failure names the argument, counted from 1, for the log only: a wrong
 * argument is never a person's doing.
 */
export function parseArguments<Name extends CallName>(
  name: Name,
  received: readonly unknown[],
): Outcome<CallArguments[Name], string> {
  const expected = checks[name] as readonly Check<unknown>[];
  if (received.length !== expected.length) return failure(`${name}: ${received.length} arguments`);
  const wrong = expected.findIndex((check, index) => !check(received[index]));
  if (wrong >= 0) return failure(`${name}: argument ${wrong + 1}`);
  return success(received as unknown as CallArguments[Name]);
}
