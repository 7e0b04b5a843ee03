// Codes of images: the map, what is decoded, units, noise, and ways between two images.

import { floats, latest, points } from "./api.js";
import { Between } from "./between.js";
import { drawImage, drawStrip } from "./images.js";
import { fillLegend } from "./legend.js";
import { PointMap } from "./pointmap.js";
import { amount, shown } from "./text.js";
import { UnitSliders } from "./units.js";

const drawCount = 8;
const mostLetters = 40;
const find = (id) => document.getElementById(id);

export class CodesPanel {
  constructor(about, fail) {
    this.about = about;
    this.fail = fail;
    this.plane = about.planes[0];
    this.code = null;
    this.row = -1;
    this.images = new Map();
    find("codes-about").textContent = `${about.name}: codes of ${amount(about.width, "value")} each, by the model ${about.model}.`;

    this.map = new PointMap(find("codes-map"), {
      label: "Map of codes",
      note: "plane-note",
      place: (x, y) => this.askPlace(x, y),
      choose: (point) => this.choose(this.points.rows[point]),
      tip: (point, note) => this.tip(point, note),
    });
    this.units = new UnitSliders(find("units"), about.ranges, (code) => this.askCode(code));
    this.between = new Between(this);

    const use = (reply) => this.show(this.split(reply)[0]);
    this.askPlace = this.decoding((x, y) => floats("/api/codes/at", { plane: this.plane.id, x, y }), (reply) => this.showPlace(reply));
    this.askCode = this.decoding((code) => floats("/api/codes/decode", { plane: this.plane.id }, code), use);
    this.askExample = this.decoding((row) => floats("/api/codes/example", { plane: this.plane.id, row }), (reply, row) => this.showExample(reply, row));
    this.askDraws = latest(
      (code, row, amount) => floats("/api/codes/draws", { plane: this.plane.id, row, amount, draws: drawCount, seed: 1 }, code),
      (reply) => drawStrip(find("draws"), this.split(reply).map((drawn) => drawn.pixels), about.side, (place) => `Draw ${place + 1} around the decoded code`),
      fail);

    find("noise").addEventListener("input", () => this.drawNoise());
    find("codes-in").addEventListener("click", () => this.map.zoomIn());
    find("codes-out").addEventListener("click", () => this.map.zoomOut());
    find("codes-reset").addEventListener("click", () => this.map.reset());
    find("plane").replaceChildren(...about.planes.map((plane) => new Option(plane.title, plane.id)));
    find("plane").addEventListener("change", () => this.load(about.planes[find("plane").selectedIndex]));
  }

  /** A question whose answer is the decoded image. It is not used if a question of another kind was asked meanwhile: the last one stays. */
  decoding(ask, use) {
    const question = latest(ask, (...answered) => this.last === question && use(...answered), this.fail);
    return Object.assign((...asked) => {
      this.last = question;
      return question(...asked);
    }, { isBusy: question.isBusy });
  }

  /** Shows a plane. */
  async load(plane) {
    find("plane-note").textContent = "Laying out …";
    try {
      const laidOut = await points("/api/codes/plane", { plane: plane.id });
      if (find("plane").value !== plane.id) {
        return;
      }
      this.points = laidOut;
      this.plane = plane;
      this.map.set(this.points, plane.axes);
      this.pointOf = new Map([...this.points.rows].map((row, point) => [row, point]));
      fillLegend(find("codes-legend"), this.points, (place) => this.map.showOnly(place));
      find("plane-note").textContent = plane.note;
      await this.askExample(this.row >= 0 ? this.row : this.points.rows[0]);
      await this.between.start(this.points);
    } catch (problem) {
      find("plane-note").textContent = "";
      this.fail(problem);
    }
  }

  /** Whether an answer is awaited. */
  isBusy() {
    return [this.askPlace, this.askCode, this.askExample, this.between.show].some((question) => question.isBusy());
  }

  /** Takes an image as the chosen one. */
  choose(row) {
    this.askExample(row);
  }

  labelOf(row) {
    const point = this.pointOf.get(row);
    const name = point === undefined || this.points.names.length < 2 ? "" : this.points.names[this.points.classes[point]];
    return name ? `${shown(name, mostLetters)} (image ${row})` : `image ${row}`;
  }

  async pixelsOf(row) {
    if (!this.images.has(row)) {
      this.images.set(row, await floats("/api/codes/image", { row }));
    }
    return this.images.get(row);
  }

  // A reply's rows: place, code, pixels.
  split(reply) {
    const width = 2 + this.about.width + this.about.side ** 2;
    return Array.from({ length: reply.length / width }, (_, row) => {
      const start = row * width;
      return {
        place: reply.subarray(start, start + 2),
        code: reply.subarray(start + 2, start + 2 + this.about.width),
        pixels: reply.subarray(start + 2 + this.about.width, start + width),
      };
    });
  }

  showPlace(reply) {
    this.row = -1;
    const decoded = this.split(reply)[0];
    this.draw(decoded);
    this.units.set(decoded.code);
    find("decoded-caption").textContent = "the place on the map";
    this.tell(`Decoded at ${this.words(decoded.code)}`);
    const point = this.map.cross ? this.map.nearestTo(...this.map.cross) : -1;
    if (point >= 0) {
      this.showOriginal(this.points.rows[point], `nearest: ${this.labelOf(this.points.rows[point])}`).catch(this.fail);
    }
  }

  // Of two images the one that was asked for last stays, whichever comes last.
  async showOriginal(row, caption) {
    this.original = row;
    const pixels = await this.pixelsOf(row);
    if (this.original === row) {
      drawImage(find("original"), pixels, this.about.side);
      find("original-caption").textContent = caption;
    }
  }

  show(decoded) {
    this.row = -1;
    this.draw(decoded);
    this.map.setCross(...decoded.place);
    find("decoded-caption").textContent = "the units as set";
  }

  async showExample(reply, row) {
    const decoded = this.split(reply)[0];
    this.row = row;
    this.draw(decoded);
    this.units.set(decoded.code);
    const point = this.pointOf.get(row);
    this.map.setCross(...(point === undefined ? decoded.place : this.points.places.subarray(2 * point, 2 * point + 2)));
    find("decoded-caption").textContent = "its code, decoded";
    this.between.chosen = row;
    this.tell(`Chosen: ${this.labelOf(row)}`);
    await this.showOriginal(row, this.labelOf(row));
  }

  draw(decoded) {
    this.code = decoded.code.slice();
    drawImage(find("decoded"), decoded.pixels, this.about.side);
    this.drawNoise();
  }

  drawNoise() {
    const amount = find("noise").valueAsNumber;
    find("noise-value").textContent = amount.toFixed(1);
    find("noise-note").textContent = this.row >= 0
      ? "Eight draws around the chosen image's code; 1 is its posterior's own deviation."
      : "Eight draws around the code; 1 is the mean posterior's deviation.";
    if (this.code) {
      this.askDraws(this.code, this.row, amount);
    }
  }

  words(code) {
    return [...code.slice(0, 4)].map((value) => value.toFixed(2).replace("-", "−")).join(", ") + (code.length > 4 ? ", …" : "");
  }

  tell(text) {
    find("announce").textContent = text;
  }

  markAll() {
    const marks = this.between.ends().map(({ row, letter }) => ({ point: this.pointOf.get(row), letter }));
    this.map.mark(marks.filter(({ point }) => point !== undefined));
  }

  async tip(point, note) {
    const row = this.points.rows[point];
    const text = document.createElement("span");
    text.textContent = this.labelOf(row);
    const canvas = document.createElement("canvas");
    note.replaceChildren(canvas, text);
    try {
      drawImage(canvas, await this.pixelsOf(row), this.about.side);
    } catch (problem) {
      this.fail(problem);
    }
  }
}
