// A text field that completes words, as the ARIA practices describe a combobox with a list box.

import { json, latest } from "./api.js";
import { shown } from "./text.js";

const mostLetters = 60;

export class Combobox {
  /** field: the element with the label for the id. change(word): told of a word that was chosen or entered. */
  constructor(field, id, value, change, fail) {
    this.change = change;
    this.input = document.createElement("input");
    Object.assign(this.input, { id, autocomplete: "off", spellcheck: false });
    this.value = value;
    this.input.setAttribute("autocapitalize", "none");
    this.list = document.createElement("ul");
    this.list.id = `${id}-list`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Words that begin so");
    for (const [name, text] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      this.input.setAttribute(name, text);
    }
    field.append(this.input, this.list);
    this.active = -1;
    this.ask = latest((prefix) => json("/api/words/complete", { prefix, count: 10 }), (words, prefix) => this.offer(words, prefix), fail);
    this.input.addEventListener("input", () => this.type());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) {
        this.take(option.word);
      }
    });
  }

  /** The word; as it was set, until something else is typed. */
  get value() {
    return this.input.value === this.given.text ? this.given.word : this.input.value.trim();
  }

  set value(word) {
    this.input.value = shown(word);
    this.given = { word, text: this.input.value };
  }

  type() {
    if (this.value) {
      this.ask(this.value);
    } else {
      this.close();
    }
  }

  // An answer that came too late for what is in the field now is not shown.
  offer(words, prefix) {
    if (prefix !== this.value || document.activeElement !== this.input) {
      return;
    }
    this.active = -1;
    this.list.replaceChildren(...words.map((word, place) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.word = word;
      option.textContent = shown(word, mostLetters);
      return option;
    }));
    this.list.hidden = words.length === 0;
    this.input.setAttribute("aria-expanded", String(words.length > 0));
  }

  press(event) {
    const count = this.list.hidden ? 0 : this.list.children.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
      event.preventDefault();
      this.activate((this.active + (event.key === "ArrowDown" ? 1 : this.active < 0 ? 0 : -1) + count) % count);
    } else if (event.key === "ArrowDown" && this.value) {
      this.ask(this.value);
    } else if (event.key === "Enter") {
      this.take(this.active >= 0 ? this.list.children[this.active].word : this.value);
    } else if (event.key === "Escape") {
      this.close();
    }
  }

  activate(place) {
    this.active = place;
    [...this.list.children].forEach((option, other) => option.setAttribute("aria-selected", String(other === place)));
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
    this.list.children[place].scrollIntoView({ block: "nearest" });
  }

  take(word) {
    this.value = word;
    this.close();
    if (word) {
      this.change(word);
    }
  }

  close() {
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
