import { describe, expect, it } from 'vitest';
import { jpegHead } from '../../../../test/builders/jpeg-builder.ts';
import { runs } from '../../../../test/builders/run-counts.ts';
import { createRandom } from '../../lib/random.ts';
import { readPhoto } from './read-photo.ts';

const told = {
  orientation: 6,
  latitude: [66, 18, 36, 'N'],
  longitude: [14, 8, 24, 'E'],
  accuracy: 4.5,
  taken: '2026:05:01 10:20:30',
  offset: '+02:00',
} as const;

describe('readPhoto', () => {
  it.each([true, false])('reads size, orientation, place and time (little-endian %s)', (little) => {
    expect(readPhoto(jpegHead(4000, 3000, { ...told, little }), 'a.jpg')).toEqual({
      ok: true,
      value: {
        width: 4000,
        height: 3000,
        orientation: 6,
        position: { latitude: 66.31, longitude: 14.14, accuracy: 4.5 },
        taken: '2026-05-01T10:20:30+02:00',
      },
    });
  });

  it('knows south and west, and takes no zeros for a place', () => {
    const south = readPhoto(jpegHead(8, 8, { latitude: [33, 30, 0, 'S'], longitude: [70, 0, 0, 'W'] }), 'a.jpg');
    expect(south).toMatchObject({ value: { position: { latitude: -33.5, longitude: -70, accuracy: null } } });
    const unfixed = readPhoto(jpegHead(8, 8, { latitude: [0, 0, 0, 'N'], longitude: [0, 0, 0, 'E'] }), 'a.jpg');
    expect(unfixed).toMatchObject({ value: { position: null } });
  });

  it('reads a photo without EXIF, and tells nothing that cannot be', () => {
    const plain = { orientation: 1, position: null, taken: null };
    expect(readPhoto(jpegHead(8, 9, null), 'a.jpg')).toEqual({ ok: true, value: { width: 8, height: 9, ...plain } });
    const odd = {
      orientation: 9,
      latitude: [91, 0, 0, 'N'],
      longitude: [1, 0, 0, 'E'],
      taken: '2026:99:01 10:20:30',
    } as const;
    expect(readPhoto(jpegHead(8, 9, odd), 'a.jpg')).toMatchObject({ value: plain });
  });

  it('refuses what is no JPEG, what is cut off and what is too large to be drawn', () => {
    const reason = (bytes: Uint8Array) => {
      const read = readPhoto(bytes, 'a.jpg');
      return read.ok ? null : read.reason.code;
    };
    expect(reason(new TextEncoder().encode('<svg onload="alert(1)">'))).toBe('photo-not-jpeg');
    expect(reason(new Uint8Array())).toBe('photo-not-jpeg');
    expect(reason(jpegHead(8, 8, told).subarray(0, 60))).toBe('photo-damaged');
    expect(reason(jpegHead(0, 8, null))).toBe('photo-damaged');
    expect(reason(jpegHead(65_535, 65_535, null))).toBe('photo-too-large');
  });

  it('survives any bytes: flipped, cut, and headers that lie', () => {
    const random = createRandom(20_260_501);
    const whole = jpegHead(4000, 3000, told);
    for (let round = 0; round < runs(3000, 100_000); round++) {
      const bytes = whole.slice(0, round % 3 === 0 ? random.below(whole.length + 1) : whole.length);
      for (let flip = 0; flip < 1 + (round % 5); flip++)
        if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(2) === 0 ? 255 : random.below(256);
      const read = readPhoto(bytes, 'a.jpg');
      if (!read.ok) continue;
      const { position, orientation, width, height } = read.value;
      expect(width * height).toBeGreaterThan(0);
      expect(orientation >= 1 && orientation <= 8).toBe(true);
      if (position) expect(Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180).toBe(true);
    }
  });
});
