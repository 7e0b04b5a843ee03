// Names and marks of classes; a press shows one alone.

import { colorOf, onSchemeChange, shapeOf } from "./palette.js";
import { stampOf } from "./raster.js";
import { shown } from "./text.js";

const size = 15;
const mostLetters = 120;

/** Fills a legend with the classes that some points have. show(place): told which class is to be shown alone, −1 for all. */
export function fillLegend(element, { names, classes }, show) {
  const places = [...new Set(classes)].sort((first, second) => first - second);
  const buttons = places.map((place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    const mark = document.createElement("canvas");
    mark.setAttribute("aria-hidden", "true");
    const text = document.createElement("span");
    text.textContent = shown(names[place], mostLetters);
    button.title = shown(names[place]);
    button.append(mark, text);
    button.addEventListener("click", () => {
      const isAlone = button.getAttribute("aria-pressed") === "true";
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button && !isAlone)));
      show(isAlone ? -1 : place);
    });
    drawMark(mark, place);
    return button;
  });
  element.replaceChildren(...(buttons.length > 1 ? buttons : []));
  element.redraw = () => buttons.forEach((button, index) => drawMark(button.firstChild, places[index]));
  if (!element.isListening) {
    element.isListening = true;
    onSchemeChange(() => element.redraw());
  }
}

function drawMark(canvas, place) {
  const { coverage, size: side } = stampOf(shapeOf(place), size / 2.6);
  canvas.width = side;
  canvas.height = side;
  const color = parseInt(colorOf(place).slice(1), 16);
  const image = new ImageData(side, side);
  coverage.forEach((alpha, pixel) => image.data.set([color >> 16, (color >> 8) & 255, color & 255, alpha], 4 * pixel));
  canvas.getContext("2d").putImageData(image, 0, 0);
}
