/** What a person does on a plain map; pixels count from its upper left corner. */
export interface Gestures {
  onPan(dx: number, dy: number): void;
  onZoom(steps: number, px: number, py: number): void;
  onPoint(place: readonly [px: number, py: number] | null): void;
  onClick(px: number, py: number, keys: { readonly shift: boolean; readonly control: boolean }): void;
}

/** How far a pressed pointer may move and still click, in pixels. */
const still = 4;
/** How far an arrow key moves the map, in pixels, as in MapLibre. */
const keyStep = 100;

/** Listens to pointer, wheel and keys; the result stops that. */
export function listenToGestures(canvas: HTMLCanvasElement, gestures: Gestures): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  listenToPointer(canvas, gestures, signal);
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    gestures.onZoom(wheelSteps(event), event.offsetX, event.offsetY);
  };
  canvas.addEventListener('wheel', wheel, { signal, passive: false });
  const double = (event: MouseEvent) => gestures.onZoom(event.shiftKey ? -1 : 1, event.offsetX, event.offsetY);
  canvas.addEventListener('dblclick', double, { signal });
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !pressKey(canvas, gestures, event.key)) return;
    event.preventDefault();
  };
  canvas.addEventListener('keydown', key, { signal });
  return () => stop.abort();
}

/** How far a turn of the wheel zooms; two fingers on a trackpad come as a turn with the control key, a hundred for each factor of e. */
function wheelSteps({ ctrlKey, deltaMode, deltaY }: WheelEvent): number {
  const lines = deltaMode === lineMode ? deltaY * 40 : deltaY;
  return Math.max(-1, Math.min(1, -lines / (ctrlKey ? 100 * Math.LN2 : 300)));
}
/** `WheelEvent.DOM_DELTA_LINE`. */
const lineMode = 1;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A pointer draws the map along, or clicks where it stands; two fingers draw it along and stretch it. */
function listenToPointer(canvas: HTMLCanvasElement, gestures: Gestures, signal: AbortSignal): void {
  const pressed = new Map<number, Place>();
  let moved = false;
  const release = ({ pointerId }: PointerEvent) => pressed.delete(pointerId);
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (pressed.size === 0) moved = false;
    pressed.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    canvas.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const to = { x: event.offsetX, y: event.offsetY };
    gestures.onPoint([to.x, to.y]);
    const from = pressed.get(event.pointerId);
    if (!from) return;
    if (!moved && Math.hypot(to.x - from.x, to.y - from.y) < still) return;
    moved = true;
    pressed.set(event.pointerId, to);
    const [other] = [...pressed].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    if (other) stretch(from, to, other, gestures);
    else gestures.onPan(to.x - from.x, to.y - from.y);
  };
  const lift = (event: PointerEvent) => {
    if (!pressed.delete(event.pointerId) || moved) return;
    const { shiftKey, ctrlKey, metaKey } = event;
    gestures.onClick(event.offsetX, event.offsetY, { shift: shiftKey, control: ctrlKey || metaKey });
  };
  canvas.addEventListener('pointerdown', press, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', lift, { signal });
  canvas.addEventListener('pointercancel', release, { signal });
  canvas.addEventListener('pointerleave', () => gestures.onPoint(null), { signal });
}

/** One of two fingers moved: the map keeps both under the places they were put on. */
function stretch(from: Place, to: Place, other: Place, { onPan, onZoom }: Gestures): void {
  const [before, after] = [Math.hypot(from.x - other.x, from.y - other.y), Math.hypot(to.x - other.x, to.y - other.y)];
  onPan((to.x - from.x) / 2, (to.y - from.y) / 2);
  if (before > 0 && after > 0) onZoom(Math.log2(after / before), (to.x + other.x) / 2, (to.y + other.y) / 2);
}

/** Whether the key means something here. */
function pressKey(canvas: HTMLCanvasElement, { onPan, onZoom }: Gestures, key: string): boolean {
  const middle = [canvas.clientWidth / 2, canvas.clientHeight / 2] as const;
  switch (key) {
    case 'ArrowLeft':
      onPan(keyStep, 0);
      return true;
    case 'ArrowRight':
      onPan(-keyStep, 0);
      return true;
    case 'ArrowUp':
      onPan(0, keyStep);
      return true;
    case 'ArrowDown':
      onPan(0, -keyStep);
      return true;
    case '+':
    case '=':
      onZoom(1, ...middle);
      return true;
    case '-':
      onZoom(-1, ...middle);
      return true;
    default:
      return false;
  }
}
