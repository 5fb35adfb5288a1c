/** Size of the small pictures of maps, in pixels: twice what the start screen shows, for sharp displays. */
const size = { width: 192, height: 120 };

/** A small picture of what a canvas shows, cut to its shape from the middle, as a data address; null where there is nothing to see. */
export function thumbnailOf(canvas: HTMLCanvasElement): string | null {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return null;
  const small = document.createElement('canvas');
  small.width = size.width;
  small.height = size.height;
  const pen = small.getContext('2d');
  if (!pen) return null;
  const scale = Math.max(size.width / width, size.height / height);
  const [w, h] = [size.width / scale, size.height / scale];
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(canvas, (width - w) / 2, (height - h) / 2, w, h, 0, 0, size.width, size.height);
  return small.toDataURL('image/jpeg', 0.85);
}
