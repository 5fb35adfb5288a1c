import type { Points } from '../../geometry/types.ts';
import { GrowableUint32 } from '../growable.ts';
import type { IssueLog } from '../issue-log.ts';
import { coordinatesFor, type GeometrySink, trimmed } from './geometry-sink.ts';
import { isUsable } from './shape-types.ts';

/** Points and multipoints. */
export class PointSink implements GeometrySink {
  private readonly xy: Float64Array;
  private readonly featureStart = new GrowableUint32();
  private readonly log: IssueLog;
  private readonly several: boolean;
  private count = 0;

  constructor(fileSize: number, several: boolean, log: IssueLog) {
    this.xy = coordinatesFor(fileSize);
    this.several = several;
    this.log = log;
    this.featureStart.push(0);
  }

  add(view: DataView, at: number, length: number, feature: number): void {
    if (this.several) this.addSeveral(view, at, length, feature);
    else if (length < 16) this.log.add('error', 'shp-record-damaged', {}, feature);
    else if (!this.addPoint(view, at)) this.log.add('error', 'coordinates-invalid', {}, feature);
    this.featureStart.push(this.count);
  }

  addNull(): void {
    this.featureStart.push(this.count);
  }

  finish(): Points {
    return { kind: 'points', xy: trimmed(this.xy, this.count * 2), featureStart: this.featureStart.toShared() };
  }

  private addSeveral(view: DataView, at: number, length: number, feature: number): void {
    const points = length < 36 ? -1 : view.getInt32(at + 32, true);
    if (points < 0 || 36 + points * 16 > length) {
      this.log.add('error', 'shp-record-damaged', {}, feature);
      return;
    }
    let bad = 0;
    for (let point = 0; point < points; point++) if (!this.addPoint(view, at + 36 + point * 16)) bad++;
    if (bad > 0 && bad === points) this.log.add('error', 'coordinates-invalid', {}, feature);
    else if (bad > 0) this.log.add('warning', 'coordinates-dropped', { count: bad }, feature);
  }

  private addPoint(view: DataView, at: number): boolean {
    const x = view.getFloat64(at, true);
    const y = view.getFloat64(at + 8, true);
    if (!isUsable(x) || !isUsable(y)) return false;
    this.xy[this.count * 2] = x;
    this.xy[this.count * 2 + 1] = y;
    this.count++;
    return true;
  }
}
