// A slider for each value of a code.

export class UnitSliders {
  /** change(code): told of the code as it is set. */
  constructor(element, ranges, change) {
    this.sliders = ranges.map(([least, most], unit) => {
      const label = document.createElement("label");
      const slider = document.createElement("input");
      const value = document.createElement("output");
      const room = 0.25 * (most - least) || 1;
      label.htmlFor = slider.id = `unit-${unit}`;
      label.textContent = `Unit ${unit + 1}`;
      value.htmlFor = slider.id;
      Object.assign(slider, { type: "range", min: least - room, max: most + room, step: "any" });
      slider.addEventListener("input", () => {
        this.code[unit] = slider.valueAsNumber;
        value.textContent = shown(slider.valueAsNumber);
        change(this.code);
      });
      slider.addEventListener("keydown", (event) => this.press(event, slider, room / 12.5));
      element.append(label, slider, value);
      return { slider, value };
    });
    this.code = new Float32Array(ranges.length);
  }

  /** Shows a code. */
  set(code) {
    this.code = Float32Array.from(code);
    this.sliders.forEach(({ slider, value }, unit) => {
      slider.value = code[unit];
      value.textContent = shown(code[unit]);
    });
  }

  // Without steps browsers differ in what an arrow key does.
  press(event, slider, step) {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
    if (way) {
      event.preventDefault();
      slider.value = slider.valueAsNumber + way * step;
      slider.dispatchEvent(new Event("input"));
    }
  }
}

function shown(value) {
  return value.toFixed(2).replace("-", "−");
}
