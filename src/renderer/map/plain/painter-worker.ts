import { giveLifeSign } from '../../threads/life-sign.ts';
import { Painter } from './painter.ts';
import type { PainterOrder } from './painter-messages.ts';

const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'onmessage'> & { readonly name: string };
const breath = new MessageChannel();

const painter = new Painter(
  (reply, transfer) => scope.postMessage(reply, transfer),
  () =>
    new Promise((resolve) => {
      breath.port1.onmessage = () => resolve();
      breath.port2.postMessage(null);
    }),
  // Out of a promise nobody would hear of it; an error of the worker has another painter started.
  (error) =>
    setTimeout(() => {
      throw error;
    }),
);
scope.onmessage = ({ data }: MessageEvent<PainterOrder>) => painter.take(data);
giveLifeSign(scope.name, (sign) => scope.postMessage(sign));
