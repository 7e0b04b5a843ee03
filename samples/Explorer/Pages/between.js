// What lies between two images: in steps, straight and on the arc, and by a slider.

import { floats } from "./api.js";
import { drawStrip } from "./images.js";

const steps = 11;
const fineSteps = 64;
const ways = ["straight", "arc"];
const find = (id) => document.getElementById(id);

export class Between {
  constructor(panel) {
    this.panel = panel;
    this.first = -1;
    this.second = -1;
    this.chosen = 0;
    this.walks = {};
    find("set-first").addEventListener("click", () => this.set(this.chosen, this.second));
    find("set-second").addEventListener("click", () => this.set(this.first, this.chosen));
    find("share").addEventListener("input", () => this.slide());
    for (const radio of document.getElementsByName("way")) {
      radio.addEventListener("change", () => this.slide());
    }
    this.show = panel.decoding((code) => floats("/api/codes/decode", { plane: panel.plane.id }, code), (reply) => {
      const decoded = panel.split(reply)[0];
      panel.show(decoded);
      panel.units.set(decoded.code);
      find("decoded-caption").textContent = "the place between the two images";
    });
  }

  /** Shows the ways on a map. Until ends are chosen they are the first image and the first one of another class. */
  async start(points) {
    if (this.first < 0) {
      const other = points.classes.findIndex((place) => place !== points.classes[0]);
      await this.set(points.rows[0], points.rows[other >= 0 ? other : points.count - 1]);
    } else {
      this.panel.markAll();
    }
  }

  /** The ends, with what marks them on the map. */
  ends() {
    return [{ row: this.first, letter: "1" }, { row: this.second, letter: "2" }];
  }

  async set(first, second) {
    [this.first, this.second] = [first, second];
    this.panel.markAll();
    find("between-ends").textContent = `${this.panel.labelOf(first)} → ${this.panel.labelOf(second)}`;
    find("arc-note").textContent = "";
    this.walks = {};
    for (const way of ways) {
      try {
        const shown = this.panel.split(await this.ask(way, steps));
        drawStrip(find(way), shown.map((step) => step.pixels), this.panel.about.side, (place) => `Step ${place + 1} of ${steps}, ${way === "arc" ? "on the arc" : "straight"}`);
        this.walks[way] = this.panel.split(await this.ask(way, fineSteps)).map((step) => step.code);
      } catch (problem) {
        find(way).replaceChildren();
        find("arc-note").textContent = problem.message;
      }
    }
  }

  ask(way, count) {
    return floats("/api/codes/between", { plane: this.panel.plane.id, first: this.first, second: this.second, way, steps: count });
  }

  // Between two of the fine steps on the straight line from one to the other.
  slide() {
    const share = find("share").valueAsNumber;
    find("share-value").textContent = share.toFixed(2);
    const codes = this.walks[document.querySelector("[name=way]:checked").value];
    if (!codes) {
      return;
    }
    const place = share * (codes.length - 1);
    const before = Math.min(Math.floor(place), codes.length - 2);
    this.show(codes[before].map((value, unit) => value + (place - before) * (codes[before + 1][unit] - value)));
  }
}
