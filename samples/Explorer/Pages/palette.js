// Colours of classes. Two schemes of Paul Tol (2021) whose colours are told apart with all common kinds of colour blindness: "muted" on white,
// "light" on black, the tenth colour grey. Beside the colour each class has a shape, so that no class is told by its colour alone.

const onWhite = ["#332288", "#cc6677", "#117733", "#aa4499", "#4499cc", "#999933", "#882255", "#44aa99", "#bb9a2b", "#777777"];
const onBlack = ["#77aadd", "#ee8866", "#44bb99", "#ffaabb", "#99ddff", "#bbcc33", "#eedd88", "#aaaa00", "#dddddd", "#bb88ee"];

export const shapes = ["disc", "square", "triangle", "diamond", "wedge"];

/** The colour of a class, in the scheme of the page. */
export function colorOf(place) {
  const colors = isDark() ? onBlack : onWhite;
  return colors[place % colors.length];
}

/** The shape of a class. Classes whose colours repeat have other shapes. */
export function shapeOf(place) {
  return shapes[(place + Math.floor(place / onWhite.length)) % shapes.length];
}

const dark = matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  return dark.matches;
}

export function onSchemeChange(redraw) {
  dark.addEventListener("change", redraw);
}

/** Whether the user wants as little motion as possible. */
export function wantsNoMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
