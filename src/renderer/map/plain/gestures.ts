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
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 40 : event.deltaY;
    gestures.onZoom(Math.max(-1, Math.min(1, -lines / 300)), event.offsetX, event.offsetY);
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

function listenToPointer(canvas: HTMLCanvasElement, gestures: Gestures, signal: AbortSignal): void {
  let pressed: { x: number; y: number; moved: boolean } | null = null;
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      pressed = { x: event.offsetX, y: event.offsetY, moved: false };
      canvas.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      gestures.onPoint([event.offsetX, event.offsetY]);
      if (!pressed) return;
      const [dx, dy] = [event.offsetX - pressed.x, event.offsetY - pressed.y];
      if (!pressed.moved && Math.hypot(dx, dy) < still) return;
      gestures.onPan(dx, dy);
      pressed = { x: event.offsetX, y: event.offsetY, moved: true };
    },
    { signal },
  );
  canvas.addEventListener(
    'pointerup',
    (event) => {
      const clicked = pressed !== null && !pressed.moved;
      pressed = null;
      if (!clicked) return;
      const { shiftKey, ctrlKey, metaKey } = event;
      gestures.onClick(event.offsetX, event.offsetY, { shift: shiftKey, control: ctrlKey || metaKey });
    },
    { signal },
  );
  canvas.addEventListener('pointercancel', () => (pressed = null), { signal });
  canvas.addEventListener('pointerleave', () => gestures.onPoint(null), { signal });
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
