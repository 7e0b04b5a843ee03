// Text of users' files and options on the page.

// Zero-width joiners stay: languages are written with them.
const unseen = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * A text as it can be read beside others: what cannot be seen, or turns the direction of what follows, is written as its code, such as \u202E; so
 * is a text of nothing but spaces. More letters than `most` are cut.
 */
export function shown(text, most = Infinity) {
  const visible = /[^\s\u200c\u200d]/.test(text) ? text.replace(unseen, code) : text.replace(/./gsu, code);
  const letters = visible.length > most ? [...visible] : [];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : visible;
}

/** A number of things: 1 value, 2 values. */
export function amount(count, thing) {
  return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}

function code(letter) {
  return `\\u${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
