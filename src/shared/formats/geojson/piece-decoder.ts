import { type Encoding, encodingByName, windows1252 } from '../encoding/encodings.ts';
import type { IssueLog } from '../issue-log.ts';
import type { ReadLayer } from '../types.ts';

/** Decodes a text piece by piece: in the encoding the person said, else each piece as UTF-8 or, where it is none, as windows-1252. */
export class PieceDecoder {
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private readonly chosen: Encoding | null;
  private guessed = false;
  private wide = false;

  constructor(
    user: string | undefined,
    private readonly log: IssueLog,
  ) {
    this.chosen = user ? encodingByName(user) : null;
    if (user && !this.chosen) log.add('error', 'encoding-unknown', { encoding: user.slice(0, 60) });
  }

  /** Whether the person said an encoding whose bytes may look like signs of ASCII: UTF-16 and those of East Asia. */
  get isWide(): boolean {
    return this.chosen !== null && this.chosen.units === null && this.chosen.name !== 'UTF-8';
  }

  /** The text was in UTF-16 and comes as UTF-8. */
  wasWide(): void {
    this.wide = true;
  }

  decode(bytes: Uint8Array): string {
    if (this.chosen !== null && !this.wide) return this.chosen.decode(bytes);
    try {
      return this.utf8.decode(bytes);
    } catch {
      this.guessed = true;
      return windows1252.decode(bytes);
    }
  }

  /** How the encoding was found; a guess is told. */
  finish(): ReadLayer['encoding'] {
    if (this.chosen !== null) return { name: this.chosen.name, source: 'user' };
    if (this.wide) return { name: 'UTF-16', source: 'format' };
    if (!this.guessed) return { name: 'UTF-8', source: 'format' };
    this.log.add('warning', 'encoding-guessed', { encoding: windows1252.name });
    return { name: windows1252.name, source: 'guess' };
  }
}
