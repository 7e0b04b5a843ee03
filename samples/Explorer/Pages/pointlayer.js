// The points of a map on a canvas of their own. They are drawn a few milliseconds per frame; until a picture is complete the last one is moved and
// enlarged to where the map is by now. So no frame waits for all points.

import { drawPoints, radiusOf, stampsOf } from "./raster.js";

const budget = 6;

export class PointLayer {
  constructor(canvas) {
    this.canvas = canvas;
    this.shown = -1;
    this.drawn = null;
    this.work = null;
  }

  /** Takes other points, colours, or a class to show alone: what is drawn is of no use any more. */
  restart() {
    this.stamps = null;
    this.work = null;
    this.wanted = null;
    this.drawn = null;
  }

  resize(width, height, density) {
    this.density = density;
    this.canvas.width = Math.round(width * density);
    this.canvas.height = Math.round(height * density);
    this.image = new ImageData(this.canvas.width, this.canvas.height);
    this.restart();
  }

  /** Works for a part of a frame. Returns whether the picture of this view is complete. */
  step(points, view) {
    if (!this.work && !isSame(this.drawn, view)) {
      this.stamps ??= stampsOf(points.names.length, radiusOf(points.count, this.density), this.image.width);
      this.wanted = view.copy();
      this.work = drawPoints(this.image, points, view.inPixels(this.density), this.stamps, this.shown);
    }
    for (const end = performance.now() + budget; this.work && performance.now() < end; ) {
      if (this.work.next().done) {
        this.work = null;
        this.drawn = this.wanted;
        this.canvas.getContext("2d").putImageData(this.image, 0, 0);
      }
    }
    this.follow(view);
    return isSame(this.drawn, view);
  }

  // Where the picture of an earlier view lies in this one.
  follow(view) {
    if (!this.drawn) {
      return;
    }
    const factor = view.scaleX / this.drawn.scaleX;
    const right = view.width / 2 - this.drawn.width / 2 * factor + (this.drawn.x - view.x) * view.scaleX;
    const down = view.height / 2 - this.drawn.height / 2 * factor + (this.drawn.y - view.y) * view.scaleY;
    this.canvas.style.transform = isSame(this.drawn, view) ? "" : `matrix(${factor}, 0, 0, ${factor}, ${right}, ${down})`;
  }
}

/** Whether two views show the same. */
export function isSame(first, second) {
  return first !== null && first !== undefined && ["width", "height", "x", "y", "scaleX"].every((name) => first[name] === second[name]);
}
