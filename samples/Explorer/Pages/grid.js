// Points in cells, so that the one nearest to a place is found without looking at all of them.

const pointsInCell = 4;

export class PointGrid {
  constructor(places, count) {
    this.places = places;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let point = 0; point < count; point++) {
      left = Math.min(left, places[2 * point]);
      right = Math.max(right, places[2 * point]);
      top = Math.min(top, places[2 * point + 1]);
      bottom = Math.max(bottom, places[2 * point + 1]);
    }
    this.bounds = { left, top, right, bottom };
    this.side = Math.max(1, Math.floor(Math.sqrt(count / pointsInCell)));
    this.cellWidth = (right - left || 1) / this.side;
    this.cellHeight = (bottom - top || 1) / this.side;

    // Sorted by counting: the points of cell c are order[starts[c]] to order[starts[c + 1] - 1].
    this.starts = new Uint32Array(this.side * this.side + 1);
    const cells = new Uint32Array(count);
    for (let point = 0; point < count; point++) {
      cells[point] = this.cellOf(places[2 * point], places[2 * point + 1]);
      this.starts[cells[point] + 1]++;
    }
    for (let cell = 0; cell < this.side * this.side; cell++) {
      this.starts[cell + 1] += this.starts[cell];
    }
    this.order = new Uint32Array(count);
    const next = this.starts.slice();
    for (let point = 0; point < count; point++) {
      this.order[next[cells[point]]++] = point;
    }
  }

  column(x) {
    return Math.min(this.side - 1, Math.max(0, Math.floor((x - this.bounds.left) / this.cellWidth)));
  }

  line(y) {
    return Math.min(this.side - 1, Math.max(0, Math.floor((y - this.bounds.top) / this.cellHeight)));
  }

  cellOf(x, y) {
    return this.line(y) * this.side + this.column(x);
  }

  /**
   * The point nearest to a place, as distances are on the screen; −1 if none is within reach.
   * accepts says which points count.
   */
  nearest(x, y, scaleX, scaleY, reach, accepts) {
    const [reachX, reachY] = [reach / Math.abs(scaleX), reach / Math.abs(scaleY)];
    let best = -1;
    let least = reach * reach;
    for (let line = this.line(y - reachY); line <= this.line(y + reachY); line++) {
      for (let column = this.column(x - reachX); column <= this.column(x + reachX); column++) {
        const cell = line * this.side + column;
        for (let place = this.starts[cell]; place < this.starts[cell + 1]; place++) {
          const point = this.order[place];
          const dx = (this.places[2 * point] - x) * scaleX;
          const dy = (this.places[2 * point + 1] - y) * scaleY;
          const distance = dx * dx + dy * dy;
          if (distance <= least && (!accepts || accepts(point))) {
            least = distance;
            best = point;
          }
        }
      }
    }
    return best;
  }
}
