import type { ImportCandidate } from '../state/app-state.ts';
import { type CommandContext, update } from './context.ts';

/** The layer of the review with this key, as it stands now. */
export function findCandidate({ store }: CommandContext, key: string): ImportCandidate | undefined {
  return store.getState().review?.candidates.find((candidate) => candidate.key === key);
}

/** Changes one layer of the review, and the others too where that follows. */
export function updateCandidate(
  context: CommandContext,
  key: string,
  make: (candidate: ImportCandidate) => ImportCandidate,
  others: (candidate: ImportCandidate) => ImportCandidate = (candidate) => candidate,
): void {
  update(context, ({ review }) => {
    if (!review) return {};
    const candidates = review.candidates.map((candidate) =>
      candidate.key === key ? make(candidate) : others(candidate),
    );
    return { review: { ...review, candidates } };
  });
}
