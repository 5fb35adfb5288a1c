import type { LayerId } from '../../../shared/lib/id.ts';
import type { Paper } from './paint.ts';
import type { PainterReply, Subject } from './painter-messages.ts';
import { type Framing, pixelsPerUnit, sameFraming } from './plain-view.ts';

/** A picture that the painter made, and of what place. */
interface Picture {
  readonly framing: Framing;
  readonly image: ImageBitmap;
}

/** The painter's last picture of each subject. */
export class Pictures {
  private readonly layers = new Map<LayerId, Picture>();
  private readonly above = new Map<'names' | 'outlines', Picture>();

  take({ subject, framing, image }: Extract<PainterReply, { kind: 'picture' }>): void {
    this.find(subject)?.image.close();
    if (subject.kind === 'layer') this.layers.set(subject.id, { framing, image });
    else this.above.set(subject.kind, { framing, image });
  }

  /** Puts a picture on the map where it belongs: moved and stretched while the painter has none of this place. */
  show(paper: Paper, subject: Subject): void {
    const picture = this.find(subject);
    if (!picture) return;
    const { pen, view, size, ratio } = paper;
    const { framing, image } = picture;
    pen.save();
    if (sameFraming(framing, { view, size, ratio })) {
      pen.resetTransform();
      pen.drawImage(image, 0, 0);
    } else {
      const [from, to] = [pixelsPerUnit(framing.view), pixelsPerUnit(view)];
      const { width, height } = framing.size;
      const left = (framing.view.x - view.x) * to + size.width / 2 - (width * to) / from / 2;
      const top = (framing.view.y - view.y) * to + size.height / 2 - (height * to) / from / 2;
      pen.drawImage(image, left, top, (width * to) / from, (height * to) / from);
    }
    pen.restore();
  }

  /** Forgets the pictures of all layers but these. */
  keepOnly(layers: ReadonlySet<LayerId>): void {
    for (const [id, { image }] of this.layers) {
      if (layers.has(id)) continue;
      image.close();
      this.layers.delete(id);
    }
    if (layers.size > 0) return;
    for (const { image } of this.above.values()) image.close();
    this.above.clear();
  }

  private find(subject: Subject): Picture | null {
    return (subject.kind === 'layer' ? this.layers.get(subject.id) : this.above.get(subject.kind)) ?? null;
  }
}
