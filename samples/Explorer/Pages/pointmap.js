// A map of points: drawn, moved, enlarged, asked by pointer and by keys.

import { PointGrid } from "./grid.js";
import { MapPointer } from "./mappointer.js";
import { Names } from "./names.js";
import { drawAxes, drawCross, drawMark } from "./overlay.js";
import { onSchemeChange } from "./palette.js";
import { PointLayer } from "./pointlayer.js";
import { View } from "./view.js";

const reach = 14;
const step = 12;
const zoomStep = 1.35;

export class PointMap {
  /**
   * host: the element that the map fills. label: what it is, for those who do not see it. note: the id of the element that says what places mean.
   * place(x, y): told where the cross is. choose(point): told which point was chosen. tip(point, element): fills the note beside a point.
   * nameOf(point): text drawn beside points; none if missing.
   */
  constructor(host, { label, note, place, choose, tip, nameOf }) {
    Object.assign(this, { host, place, choose, tip });
    this.names = nameOf ? new Names(nameOf) : null;
    this.view = new View();
    this.points = null;
    this.shown = -1;
    this.axes = [];
    this.cross = null;
    this.marks = [];
    this.hovered = -1;
    this.isSettled = false;

    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    this.layer = new PointLayer(canvas);
    this.over = document.createElement("canvas");
    this.over.tabIndex = 0;
    this.over.setAttribute("role", "application");
    this.over.setAttribute("aria-roledescription", "map");
    this.over.setAttribute("aria-label", `${label}. Arrow keys move the cross, Enter chooses the nearest point, plus and minus zoom, Shift with arrow keys moves the map, 0 shows all.`);
    this.over.setAttribute("aria-describedby", note);
    this.note = document.createElement("div");
    this.note.className = "tip";
    this.note.hidden = true;
    host.append(canvas, this.over, this.note);

    this.pointer = new MapPointer(this);
    this.over.addEventListener("keydown", (event) => this.press(event));
    new ResizeObserver(() => this.fit()).observe(host);
    onSchemeChange(() => this.restyle());
    this.restyle();
  }

  /** Shows other points. */
  set(points, axes) {
    this.points = points;
    this.axes = axes;
    this.grid = new PointGrid(points.places, points.count);
    this.layer.shown = this.shown = -1;
    this.cross = null;
    this.marks = [];
    this.names?.clear();
    this.fit();
    this.reset();
  }

  /** Shows one class alone; all if it is −1. */
  showOnly(place) {
    this.layer.shown = this.shown = place;
    this.restart();
  }

  reset() {
    if (this.points) {
      this.view.show(this.grid.bounds);
      this.draw();
    }
  }

  zoom(factor, left, top) {
    this.view.zoom(factor, left, top);
    this.draw();
  }

  pan(right, down) {
    this.view.pan(right, down);
    this.draw();
  }

  zoomIn() {
    this.zoom(zoomStep);
  }

  zoomOut() {
    this.zoom(1 / zoomStep);
  }

  /** Puts the cross somewhere without telling of it. */
  setCross(x, y) {
    this.cross = Number.isFinite(x) ? [x, y] : null;
    this.draw();
  }

  /** Circles points: [{ point, letter }]. */
  mark(marks) {
    this.marks = marks;
    this.names?.restart();
    this.draw();
  }

  /** Moves the cross and tells of it. */
  placeAt(left, top) {
    if (this.points) {
      this.cross = this.view.toValues(left, top);
      this.draw();
      this.place(...this.cross);
    }
  }

  /** The point that lies near a place of the screen; −1 if none does. */
  pointAt(left, top, within = reach) {
    if (!this.points) {
      return -1;
    }
    const [x, y] = this.view.toValues(left, top);
    return this.grid.nearest(x, y, this.view.scaleX, this.view.scaleY, within, this.shown < 0 ? null : (point) => this.points.classes[point] === this.shown);
  }

  /** The point nearest to values; −1 if none is shown. */
  nearestTo(x, y) {
    let point = -1;
    for (let within = reach; point < 0 && within < 1e9; within *= 3) {
      point = this.pointAt(...this.view.toScreen(x, y), within);
    }
    return point;
  }

  /** Shows the note of the point under the pointer. */
  hover(left, top) {
    const point = this.pointAt(left, top);
    if (point === this.hovered) {
      return;
    }
    this.hovered = point;
    this.note.hidden = point < 0;
    if (point >= 0) {
      this.tip(point, this.note);
      const [x, y] = this.view.toScreen(this.points.places[2 * point], this.points.places[2 * point + 1]);
      this.note.classList.toggle("to-left", x > this.view.width / 2);
      this.note.classList.toggle("upwards", y > this.view.height / 2);
      this.note.style.left = `${x}px`;
      this.note.style.top = `${y}px`;
    }
    this.draw();
  }

  press(event) {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!this.points || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key in arrows) {
      const [dx, dy] = arrows[event.key];
      if (event.shiftKey) {
        this.pan(-4 * step * dx, -4 * step * dy);
      } else {
        const [left, top] = this.cross ? this.view.toScreen(...this.cross) : [this.view.width / 2, this.view.height / 2];
        this.placeAt(clamp(left + step * dx, this.view.width), clamp(top + step * dy, this.view.height));
      }
    } else if (event.key === "Enter") {
      const point = this.nearestTo(...(this.cross ?? [this.view.x, this.view.y]));
      if (point >= 0) {
        this.choose(point);
      }
    } else if (event.key === "+" || event.key === "=") {
      this.zoomIn();
    } else if (event.key === "-") {
      this.zoomOut();
    } else if (event.key === "0") {
      this.reset();
    } else {
      return;
    }
    event.preventDefault();
  }

  // The colours of the page, and pixels for its size.
  restyle() {
    const style = getComputedStyle(this.host);
    this.ink = Object.fromEntries(["ink", "quiet", "line", "halo"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    this.restart();
  }

  // Points and names are drawn anew.
  restart() {
    this.layer.restart();
    this.names?.restart();
    this.draw();
  }

  fit() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === 0 || height === 0) {
      return;
    }
    const density = Math.min(devicePixelRatio || 1, 2);
    const isFirst = !this.density;
    this.density = density;
    this.view.resize(width, height);
    this.layer.resize(width, height, density);
    this.over.width = Math.round(width * density);
    this.over.height = Math.round(height * density);
    if (isFirst) {
      this.reset();
    }
    this.restart();
  }

  // All that changed since the last frame is drawn in the next one.
  draw() {
    this.isSettled = false;
    if (!this.isWaiting) {
      this.isWaiting = true;
      requestAnimationFrame(() => this.paint());
    }
  }

  paint() {
    this.isWaiting = false;
    if (!this.points || !this.density) {
      return;
    }
    const accepts = (point) => this.shown < 0 || this.points.classes[point] === this.shown;
    const hasPoints = this.layer.step(this.points, this.view);
    const hasNames = !this.names || this.names.step(this.points, this.view, accepts, this.marks);
    const context = this.over.getContext("2d");
    context.setTransform(this.density, 0, 0, this.density, 0, 0);
    context.clearRect(0, 0, this.view.width, this.view.height);
    drawAxes(context, this.view, this.axes, this.ink);
    this.names?.draw(context, this.points, this.view, this.ink);
    for (const { point, letter } of [...this.marks, ...(this.hovered >= 0 ? [{ point: this.hovered }] : [])]) {
      drawMark(context, this.view.toScreen(this.points.places[2 * point], this.points.places[2 * point + 1]), letter, this.ink);
    }
    if (this.cross) {
      drawCross(context, this.view.toScreen(...this.cross), this.ink);
    }
    if (hasPoints && hasNames) {
      this.isSettled = true;
    } else {
      this.draw();
    }
  }
}

function clamp(value, most) {
  return Math.min(Math.max(value, 1), most - 1);
}
