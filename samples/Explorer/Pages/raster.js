// Points as pixels. Each class has a stamp, its shape as coverage from 0 to 255, which is blended into the pixels of the picture. No drawing
// library does 200,000 shapes in a frame without a graphics card; loops over typed arrays do.

import { colorOf, shapeOf } from "./palette.js";

const pointsInPart = 2000;

/** The size of a point in pixels of the screen: smaller where there are many. */
export function radiusOf(count, scale) {
  const radius = count > 50000 ? 1.3 : count > 10000 ? 1.9 : count > 3000 ? 2.8 : 3.8;
  return radius * scale;
}

/** A shape as coverage in a square of odd size. */
export function stampOf(shape, radius) {
  const reach = Math.max(1, Math.ceil(radius * 1.25));
  const size = 2 * reach + 1;
  const coverage = new Uint8Array(size * size);
  const parts = 4;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let inside = 0;
      for (let part = 0; part < parts * parts; part++) {
        const dx = (x - reach + ((part % parts) + 0.5) / parts - 0.5) / radius;
        const dy = (y - reach + (Math.floor(part / parts) + 0.5) / parts - 0.5) / radius;
        inside += isInside(shape, dx, dy) ? 1 : 0;
      }
      coverage[y * size + x] = Math.round((255 * inside) / (parts * parts));
    }
  }
  return { size, reach, coverage };
}

// Shapes of about the same area within a distance of 1.25.
function isInside(shape, x, y) {
  switch (shape) {
    case "disc": return x * x + y * y <= 1;
    case "square": return Math.abs(x) <= 0.88 && Math.abs(y) <= 0.88;
    case "diamond": return Math.abs(x) + Math.abs(y) <= 1.25;
    case "triangle": return y <= 0.8 && y >= -1.2 + 1.8 * Math.abs(x);
    default: return y >= -0.8 && y <= 1.2 - 1.8 * Math.abs(x);
  }
}

/** Stamps and colours of all classes, for pictures of a width: where the pixels of a shape lie, counted from its centre, and how much it covers them. */
export function stampsOf(classes, radius, width) {
  return Array.from({ length: classes }, (_, place) => {
    const color = parseInt(colorOf(place).slice(1), 16);
    const { size, reach, coverage } = stampOf(shapeOf(place), radius);
    const covered = [...coverage.keys()].filter((pixel) => coverage[pixel] > 0);
    return {
      reach,
      offsets: Int32Array.from(covered, (pixel) => (Math.floor(pixel / size) - reach) * width + (pixel % size) - reach),
      coverage: Uint8Array.from(covered, (pixel) => coverage[pixel]),
      red: color >> 16,
      green: (color >> 8) & 255,
      blue: color & 255,
    };
  });
}

/**
 * Draws points into pixels, a part of them at a time: the generator yields after each. The view tells where a value lies: x · scaleX + offsetX,
 * y · scaleY + offsetY. The first points, such as frequent words, lie on top. If one class is shown alone, the others are drawn faintly under it.
 */
export function* drawPoints(image, points, view, stamps, shown) {
  const pixels = new Uint32Array(image.data.buffer);
  pixels.fill(0);
  const strength = points.count > 100000 ? 120 : points.count > 50000 ? 160 : 215;
  if (shown >= 0) {
    yield* drawPass(pixels, image, points, view, stamps, (place) => place !== shown, 30);
  }
  yield* drawPass(pixels, image, points, view, stamps, (place) => shown < 0 || place === shown, strength);
}

function* drawPass(pixels, image, points, view, stamps, accepts, strength) {
  const accepted = stamps.map((_, place) => accepts(place));
  for (let last = points.count; last > 0; last -= pointsInPart) {
    drawPart(pixels, image, points, Math.max(0, last - pointsInPart), last, view, stamps, accepted, strength);
    yield;
  }
}

function drawPart(pixels, { width, height }, { places, classes }, first, last, view, stamps, accepted, strength) {
  for (let point = last - 1; point >= first; point--) {
    if (!accepted[classes[point]]) {
      continue;
    }
    const { reach, offsets, coverage, red, green, blue } = stamps[classes[point]];
    const x = Math.round(places[2 * point] * view.scaleX + view.offsetX);
    const y = Math.round(places[2 * point + 1] * view.scaleY + view.offsetY);
    if (x < reach || y < reach || x + reach >= width || y + reach >= height) {
      continue;
    }
    const centre = y * width + x;
    for (let part = 0; part < offsets.length; part++) {
      const to = centre + offsets[part];
      pixels[to] = blend(pixels[to], red, green, blue, (coverage[part] * strength) >> 8);
    }
  }
}

// A colour over a pixel, neither of them premultiplied; 255 is opaque. Bytes lie red, green, blue, alpha.
function blend(under, red, green, blue, alpha) {
  const below = under >>> 24;
  if (below === 0) {
    return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  const all = alpha + (((below * (255 - alpha)) / 255) | 0);
  const share = all > 0 ? alpha / all : 0;
  const r = (under & 255) + (((red - (under & 255)) * share) | 0);
  const g = ((under >> 8) & 255) + (((green - ((under >> 8) & 255)) * share) | 0);
  const b = ((under >> 16) & 255) + (((blue - ((under >> 16) & 255)) * share) | 0);
  return ((all << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
