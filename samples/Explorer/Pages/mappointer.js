// A mouse, pen or fingers on a map. One pointer decodes; with Shift, another button, or two fingers the map is moved; a wheel or two fingers enlarge it.

const still = 5;

export class MapPointer {
  constructor(map) {
    this.map = map;
    this.down = new Map();
    const canvas = map.over;
    canvas.addEventListener("pointerdown", (event) => this.start(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.end(event));
    canvas.addEventListener("pointercancel", (event) => this.down.delete(event.pointerId));
    canvas.addEventListener("pointerleave", () => map.hover(-1e6, -1e6));
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("wheel", (event) => this.turn(event), { passive: false });
  }

  start(event) {
    this.map.over.setPointerCapture(event.pointerId);
    const [left, top] = placeOf(event);
    this.down.set(event.pointerId, { left, top, startLeft: left, startTop: top });
    this.isPanning = event.shiftKey || event.button > 0 || this.down.size > 1;
    this.map.hover(-1e6, -1e6);
    if (!this.isPanning) {
      this.map.placeAt(left, top);
    }
  }

  move(event) {
    const [left, top] = placeOf(event);
    const held = this.down.get(event.pointerId);
    if (!held) {
      this.map.hover(left, top);
    } else if (!this.isPanning) {
      this.map.placeAt(left, top);
      Object.assign(held, { left, top });
    } else {
      const before = this.fingers();
      const [movedRight, movedDown] = [left - held.left, top - held.top];
      Object.assign(held, { left, top });
      const after = this.fingers();
      if (after) {
        this.map.zoom(after.distance / Math.max(before.distance, 1), after.left, after.top);
        this.map.pan(after.left - before.left, after.top - before.top);
      } else {
        this.map.pan(movedRight, movedDown);
      }
    }
  }

  end(event) {
    const held = this.down.get(event.pointerId);
    this.down.delete(event.pointerId);
    if (held && !this.isPanning && Math.hypot(held.left - held.startLeft, held.top - held.startTop) < still) {
      const point = this.map.pointAt(held.left, held.top);
      if (point >= 0) {
        this.map.choose(point);
      }
    }
  }

  turn(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 33 : 1;
    this.map.zoom(Math.exp(-event.deltaY * lines * 0.0015), ...placeOf(event));
  }

  // The middle of two fingers and how far apart they are.
  fingers() {
    if (this.down.size !== 2) {
      return null;
    }
    const [first, second] = [...this.down.values()];
    return {
      left: (first.left + second.left) / 2,
      top: (first.top + second.top) / 2,
      distance: Math.hypot(first.left - second.left, first.top - second.top),
    };
  }
}

function placeOf(event) {
  const box = event.currentTarget?.getBoundingClientRect?.() ?? event.target.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
