import { Modal } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { PhotoView } from '../../commands/photos.ts';
import { useCommands, useWords } from '../use-app.ts';
import classes from './Photos.module.css';

/** Longest side of a thumbnail's picture in pixels, for screens of double density. */
const thumbnail = 240;

/** Photos of an observation, small; a click shows one large. */
export function Photos({ ids }: { ids: readonly string[] }) {
  return (
    <div className={classes.row}>
      {ids.map((id) => (
        <Thumbnail key={id} id={id} />
      ))}
    </div>
  );
}

function Thumbnail({ id }: { id: string }) {
  const { t } = useWords();
  const { readPhoto } = useCommands();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'waiting' | 'drawn' | 'missing'>('waiting');
  const [large, setLarge] = useState<PhotoView | null>(null);

  useEffect(() => {
    let isShown = true;
    inTurn(async () => {
      const photo = isShown ? await readPhoto(id) : null;
      const drawn = photo !== null && isShown && canvas.current !== null && (await draw(photo.content, canvas.current));
      if (isShown) setState(drawn ? 'drawn' : 'missing');
    });
    return () => {
      isShown = false;
    };
  }, [id, readPhoto]);

  return (
    <>
      <button
        type="button"
        className={classes.thumbnail}
        data-state={state}
        aria-label={t.field.showPhoto}
        disabled={state !== 'drawn'}
        onClick={() => void readPhoto(id).then(setLarge)}
      >
        {state === 'missing' ? <IconPhotoOff size={22} aria-label={t.field.photoMissing} /> : <canvas ref={canvas} />}
      </button>
      {large && <LargePhoto photo={large} onClose={() => setLarge(null)} />}
    </>
  );
}

/** One photo after the other is decoded: a large one takes 100 MB while it is made small. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn(work: () => Promise<void>): void {
  turn = turn.then(work, work);
}

/** Draws a photo small, upright as its EXIF says; whether it could be decoded. */
async function draw(content: Blob, canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    const bitmap = await createImageBitmap(content, { resizeHeight: thumbnail, resizeQuality: 'medium' });
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return true;
  } catch {
    return false;
  }
}

function LargePhoto({ photo, onClose }: { photo: PhotoView; onClose: () => void }) {
  const { t, format } = useWords();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(photo.content);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  const { taken, position } = photo.facts;
  const place = position && t.field.photoPlace(format.degrees(position.latitude), format.degrees(position.longitude));
  const facts = [taken && t.field.photoTaken(taken.replace('T', ' ').slice(0, 16)), place].filter(Boolean).join(' · ');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.field.photo}
      size="auto"
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t.notices.dismiss }}
    >
      {address && <img className={classes.large} src={address} alt={facts || t.field.photo} />}
      {facts !== '' && <p className={classes.facts}>{facts}</p>}
    </Modal>
  );
}
