// Names of points on a map, those of the first points first, none over another. They are chosen while the map stands still, a few milliseconds per
// frame; while it moves, the chosen ones move with it.

import { isSame } from "./pointlayer.js";

export const font = "12px system-ui, 'DejaVu Sans', sans-serif";
const lineHeight = 16;
const mostNames = 140;
const mostLookedAt = 20000;
const budget = 4;
const pointsInPart = 300;

export class Names {
  constructor(nameOf) {
    this.nameOf = nameOf;
    this.clear();
  }

  /** Other points: none has a name yet. */
  clear() {
    this.chosen = [];
    this.restart();
  }

  /** Other marks or classes to show: names are chosen again. */
  restart() {
    this.work = null;
    this.chosenFor = null;
  }

  /** Works for a part of a frame. Returns whether the names of this view are chosen. */
  step(points, view, accepts, marks) {
    const isStill = isSame(this.last, view);
    this.last = view.copy();
    if (isSame(this.chosenFor, view)) {
      return true;
    }
    if (!isStill) {
      this.work = null;
      return false;
    }
    this.work ??= this.choose(points, this.last, accepts, marks);
    for (const end = performance.now() + budget; performance.now() < end; ) {
      const { done, value } = this.work.next();
      if (done) {
        this.work = null;
        this.chosen = value;
        this.chosenFor = view.copy();
        return true;
      }
    }
    return false;
  }

  *choose(points, view, accepts, marks) {
    const { places, count } = points;
    const space = new Space();
    const marked = new Set(marks.map(({ point }) => point));
    for (const { point, letter } of marks.filter((mark) => mark.letter)) {
      const [x, y] = view.toScreen(places[2 * point], places[2 * point + 1]);
      space.take(x + 9 + letter.length * 4, y + 3, letter.length * 4);
    }
    const chosen = [];
    let lookedAt = 0;
    for (let point = 0; point < count && chosen.length < mostNames && lookedAt < mostLookedAt; point++) {
      if (point % pointsInPart === 0) {
        yield;
      }
      const [x, y] = view.toScreen(places[2 * point], places[2 * point + 1]);
      if (x < 0 || y < lineHeight || x > view.width || y > view.height || !accepts(point) || marked.has(point)) {
        continue;
      }
      lookedAt++;
      if (space.take(x, y, this.nameOf(point).length * 3.4 + 4)) {
        chosen.push(point);
      }
    }
    return chosen;
  }

  draw(context, points, view, ink) {
    context.font = font;
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = ink.halo;
    context.fillStyle = ink.ink;
    for (const point of this.chosen) {
      const [x, y] = view.toScreen(points.places[2 * point], points.places[2 * point + 1]);
      context.strokeText(this.nameOf(point), x, y - 5);
      context.fillText(this.nameOf(point), x, y - 5);
    }
  }
}

// What of the screen names take, in cells of half a name's height.
class Space {
  constructor() {
    this.taken = new Set();
  }

  /** Takes the place of a name that ends at y and reaches half to both sides of x, if all of it is free. */
  take(x, y, half) {
    const cells = [];
    for (let column = Math.floor((x - half) / 12); column <= (x + half) / 12; column++) {
      for (let line = Math.floor((y - lineHeight) / 8); line <= y / 8; line++) {
        const cell = line * 100000 + column;
        if (this.taken.has(cell)) {
          return false;
        }
        cells.push(cell);
      }
    }
    cells.forEach((cell) => this.taken.add(cell));
    return true;
  }
}
