// What is drawn over the points: axes, the cross, chosen points.

import { font } from "./names.js";
import { ticks } from "./view.js";

/** Numbers along the left and lower edge, lines through zero, and what the axes are. */
export function drawAxes(context, view, axes, ink) {
  if (axes.length === 0) {
    return;
  }
  const [left, bottom] = view.toValues(0, view.height);
  const [right, top] = view.toValues(view.width, 0);
  context.font = font;
  context.fillStyle = ink.quiet;
  context.strokeStyle = ink.line;
  context.lineWidth = 1;
  context.beginPath();
  const [zeroX, zeroY] = view.toScreen(0, 0).map((place) => Math.round(place) + 0.5);
  context.moveTo(zeroX, 0);
  context.lineTo(zeroX, view.height);
  context.moveTo(0, zeroY);
  context.lineTo(view.width, zeroY);
  context.stroke();
  context.textAlign = "center";
  context.textBaseline = "bottom";
  for (const { value, text } of ticks(left, right, Math.max(2, view.width / 90))) {
    const [x] = view.toScreen(value, 0);
    if (x > 40 && x < view.width - 130) {
      context.fillText(text, x, view.height - 4);
    }
  }
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const { value, text } of ticks(bottom, top, Math.max(2, view.height / 70))) {
    const [, y] = view.toScreen(0, value);
    if (y > 34 && y < view.height - 24) {
      context.fillText(text, 6, y);
    }
  }
  context.textAlign = "right";
  context.fillText(`${axes[0]} →`, view.width - 8, view.height - 11);
  context.textAlign = "left";
  context.fillText(`↑ ${axes[1]}`, 6, 14);
}

/** A circle around a point, with a letter beside it. */
export function drawMark(context, [x, y], letter, ink) {
  context.lineWidth = 4;
  context.strokeStyle = ink.halo;
  circle(context, x, y, 8);
  context.lineWidth = 2;
  context.strokeStyle = ink.ink;
  circle(context, x, y, 8);
  if (letter) {
    context.font = `bold ${font}`;
    context.textAlign = "left";
    context.textBaseline = "bottom";
    context.lineWidth = 3;
    context.strokeStyle = ink.halo;
    context.strokeText(letter, x + 9, y - 4);
    context.fillStyle = ink.ink;
    context.fillText(letter, x + 9, y - 4);
  }
}

/** The cross at the place that is decoded. */
export function drawCross(context, [x, y], ink) {
  for (const [width, color] of [[5, ink.halo], [2, ink.ink]]) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(x + 4 * dx, y + 4 * dy);
      context.lineTo(x + 14 * dx, y + 14 * dy);
    }
    context.stroke();
  }
}

function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}
