// Where values lie on the screen. Values of y go up.

const margin = 0.06;

export class View {
  constructor() {
    this.width = 1;
    this.height = 1;
    this.x = 0;
    this.y = 0;
    this.scaleX = 1;
    this.scaleY = -1;
  }

  /** Shows all of some bounds, with the same unit in both directions. */
  show({ left, top, right, bottom }) {
    const scale = (1 - 2 * margin) * Math.min(this.width / (right - left || 1), this.height / (bottom - top || 1));
    this.scaleX = scale;
    this.scaleY = -scale;
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
    this.whole = scale;
  }

  copy() {
    return Object.assign(new View(), this);
  }

  /** Keeps the middle in the middle. */
  resize(width, height) {
    this.width = width;
    this.height = height;
  }

  toScreen(x, y) {
    return [(x - this.x) * this.scaleX + this.width / 2, (y - this.y) * this.scaleY + this.height / 2];
  }

  toValues(left, top) {
    return [(left - this.width / 2) / this.scaleX + this.x, (top - this.height / 2) / this.scaleY + this.y];
  }

  /** Moves by pixels. */
  pan(right, down) {
    this.x -= right / this.scaleX;
    this.y -= down / this.scaleY;
  }

  /** Enlarges around a place of the screen, which stays where it is. */
  zoom(factor, left = this.width / 2, top = this.height / 2) {
    const [x, y] = this.toValues(left, top);
    const scale = Math.min(Math.max(this.scaleX * factor, this.whole / 8), this.whole * 4000);
    this.scaleX = scale;
    this.scaleY = -scale;
    const [nowX, nowY] = this.toValues(left, top);
    this.x += x - nowX;
    this.y += y - nowY;
  }

  /** For a picture with more pixels than the screen has units. */
  inPixels(density) {
    return {
      scaleX: this.scaleX * density,
      scaleY: this.scaleY * density,
      offsetX: (this.width / 2 - this.x * this.scaleX) * density,
      offsetY: (this.height / 2 - this.y * this.scaleY) * density,
    };
  }
}

/** Round numbers between two values, at most so many. */
export function ticks(from, to, most) {
  const rough = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const found = [];
  for (let value = Math.ceil(from / step); value * step <= to; value++) {
    found.push({ value: value * step, text: (value * step).toFixed(digits).replace("-", "−").replace(/^−(0(\.0*)?)$/, "$1") });
  }
  return found;
}
