import { plotIdentities } from '../../shared/analysis/plot-identity.ts';
import { largestPhoto, type PhotoFacts, photoHead, readPhoto } from '../../shared/formats/jpeg/read-photo.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import type { Observation } from '../../shared/project/document-types.ts';
import { withObservation, withObservationChanged } from '../../shared/project/edits.ts';
import { currentDocument } from '../state/document.ts';
import { type CommandContext, notify } from './context.ts';
import { edit } from './edit.ts';
import { emptyObservation } from './observe.ts';

/** A photo of the project, ready to be drawn. */
export interface PhotoView {
  readonly facts: PhotoFacts;
  readonly content: Blob;
}

/** A photo that was looked at and lies in the project. */
interface Attached {
  readonly id: string;
  readonly facts: PhotoFacts;
}

/**
 * Commands for photos of plots. A photo lies in the project as the file it was, by the hash of its content; notes name it. Adding
 * photos begins a project when there is none, for they must lie somewhere.
 */
export function photoCommands(context: CommandContext, keepNow: () => Promise<boolean>) {
  const { desktop, store } = context;

  /** Notes photos about the plot in this row. */
  async function addPhotos(row: number, photos: readonly FileLocator[]): Promise<void> {
    const attached = await attachAll(context, photos, keepNow);
    const { open, author } = store.getState();
    if (open === null || attached.length === 0) return;
    const empty = emptyObservation(plotIdentities(open.loaded).key(row), author, new Date());
    const ids = [...new Set(attached.map(({ id }) => id))];
    const position = attached.find(({ facts }) => facts.position !== null)?.facts.position ?? null;
    const name = { code: 'add-photos', about: open.loaded.plots.label(row) } as const;
    await edit(context, name, (document) => withObservation(document, { ...empty, photos: ids, position }));
  }

  return {
    addPhotos,
    /** Asks for photos and notes them about the plot in this row. */
    async choosePhotos(row: number): Promise<void> {
      const chosen = await choose();
      if (chosen.length > 0) await addPhotos(row, chosen);
    },
    /** Asks for photos and adds them to what was noted. */
    async choosePhotosFor(id: string): Promise<void> {
      const chosen = await choose();
      const attached = await attachAll(context, chosen, keepNow);
      if (attached.length > 0) await edit(context, nameOf(id), (document) => withPhotos(document, id, attached));
    },
    /** Dropped photos are of the plot whose card is shown. */
    async addPhotosToChosen(photos: readonly FileLocator[]): Promise<void> {
      const { selection, open } = store.getState();
      if (open !== null && selection.primary !== null) await addPhotos(selection.primary, photos);
      else notify(context, 'warning', 'could-not-add', [problem('photo-no-plot', { count: photos.length })]);
    },
    /** A photo of the project; null where it cannot be had. */
    async readPhoto(id: string): Promise<PhotoView | null> {
      const found = await desktop.attachedPhoto(id);
      if (!found.ok || found.value === null || found.value.size > largestPhoto) return null;
      const answer = await fetch(found.value.address);
      if (!answer.ok) return null;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const facts = readPhoto(bytes.subarray(0, photoHead), found.value.name);
      return facts.ok ? { facts: facts.value, content: new Blob([bytes], { type: 'image/jpeg' }) } : null;
    },
  };

  async function choose(): Promise<readonly FileLocator[]> {
    const chosen = await desktop.openPhotos();
    if (!chosen.ok) notify(context, 'error', 'could-not-add', [chosen.reason]);
    return chosen.ok ? (chosen.value ?? []) : [];
  }

  function nameOf(id: string) {
    const plot = currentDocument(store.getState())?.observations.find((one) => one.id === id)?.plot ?? '';
    return { code: 'add-photos', about: plot } as const;
  }
}

function withPhotos(
  document: Parameters<typeof withObservationChanged>[0],
  id: string,
  attached: readonly Attached[],
): ReturnType<typeof withObservationChanged> {
  const known = document.observations.find((one): one is Observation => one.id === id);
  if (known === undefined) return document;
  const photos = [...new Set([...known.photos, ...attached.map((one) => one.id)])];
  if (photos.length === known.photos.length) return document;
  const position = known.position ?? attached.find(({ facts }) => facts.position !== null)?.facts.position ?? null;
  return withObservationChanged(document, id, { photos, position });
}

/** Looks at every photo and puts those that are photos into the project; says which are not. */
async function attachAll(
  context: CommandContext,
  photos: readonly FileLocator[],
  keepNow: () => Promise<boolean>,
): Promise<readonly Attached[]> {
  const { store, desktop } = context;
  const refused: Problem[] = [];
  const good: { readonly photo: FileLocator; readonly facts: PhotoFacts }[] = [];
  for (const photo of photos) {
    const looked = await lookAt(photo);
    if (looked.ok) good.push({ photo, facts: looked.value });
    else refused.push(looked.reason);
  }
  const attached: Attached[] = [];
  if (good.length > 0 && (store.getState().project !== null || (await keepNow()))) {
    for (const { photo, facts } of good) {
      const taken = await desktop.attachFile(photo.address);
      if (taken.ok) attached.push({ id: taken.value, facts });
      else refused.push(taken.reason);
    }
  }
  if (refused.length > 0) notify(context, 'warning', 'left-out', refused);
  return attached;
}

/** Reads the head of a file; nothing of it is believed before that. */
async function lookAt({ name, size, address }: FileLocator): Promise<Outcome<PhotoFacts, Problem>> {
  if (size > largestPhoto) return failure(problem('photo-too-large', { file: name, width: '', height: '' }));
  const end = Math.min(size, photoHead) - 1;
  const answer = size === 0 ? null : await fetch(address, { headers: { range: `bytes=0-${end}` } });
  if (answer !== null && !answer.ok) return failure(problem('photo-unreadable', { file: name }));
  const bytes = answer === null ? new Uint8Array() : new Uint8Array(await answer.arrayBuffer());
  const read = readPhoto(bytes, name);
  return read.ok ? success(read.value) : read;
}
