// Words: the map, neighbours, analogies, directions.

import { json, latest, points } from "./api.js";
import { Combobox } from "./combobox.js";
import { fillLegend } from "./legend.js";
import { PointMap } from "./pointmap.js";
import { amount, shown } from "./text.js";

const metrics = [["cosine", "Cosine"], ["dot", "Dot product"], ["euclidean", "Distance"]];
const rules = [["add", "3CosAdd"], ["multiply", "3CosMul"]];

// Letters of a word in lists, and of one on the map: longer ones would cover others.
const mostLetters = 60;
const mostOnMap = 24;
const find = (id) => document.getElementById(id);

export class WordsPanel {
  constructor(about, fail) {
    this.about = about;
    this.fail = fail;
    find("words-about").textContent = `${about.count.toLocaleString("en")} words with ${amount(about.dimension, "value")} each: ${about.name}.`;
    this.map = new PointMap(find("words-map"), {
      label: "Map of words",
      note: "map-note",
      place: (x, y) => this.name(x, y),
      choose: (point) => this.search(this.wordOf(point)),
      tip: (point, note) => { note.textContent = shown(this.wordOf(point), mostLetters); },
      nameOf: (point) => shown(this.wordOf(point), mostOnMap),
    });
    find("words-in").addEventListener("click", () => this.map.zoomIn());
    find("words-out").addEventListener("click", () => this.map.zoomOut());
    find("words-reset").addEventListener("click", () => this.map.reset());
    find("word-map").replaceChildren(...about.maps.map((map) => new Option(map.title, map.id)));
    find("word-map").addEventListener("change", () => this.load(about.maps[find("word-map").selectedIndex]));
    find("among").addEventListener("change", () => this.askAlong());

    this.askNear = latest(
      (word) => Promise.all(metrics.map(([metric]) => json("/api/words/near", { word, metric, count: 10 }))),
      (answers, word) => this.showNear(answers, word),
      (problem) => this.refuse("near", problem));
    this.askAnalogyOf = latest(
      (a, b, c) => Promise.all(rules.map(([rule]) => json("/api/words/analogy", { a, b, c, rule, count: 8 }))),
      (answers) => showTables(find("analogy"), rules, answers, (word) => this.search(word)),
      (problem) => this.refuse("analogy", problem));
    this.askAlongOf = latest(
      (from, to, among) => json("/api/words/along", { from, to, among, count: 40 }),
      (words) => this.showAlong(words),
      (problem) => this.refuse("along", problem));
  }

  /** Loads the words and shows the first map and the first answers. */
  async start() {
    this.words = await json("/api/words/list");
    const known = new Set(this.words);
    const pick = (word, place) => (known.has(word) ? word : this.words[place % this.words.length]);
    const field = (id, word, change) => new Combobox(find(`field-${id}`), id, word, change, this.fail);
    this.field = field("word", pick("war", 0), (word) => this.search(word));
    this.analogy = [["a", "nation", 0], ["b", "nations", 1], ["c", "country", 2]].map(([id, word, place]) => field(id, pick(word, place), () => this.askAnalogy()));
    this.ends = [["from", "peace", 0], ["to", "war", 1]].map(([id, word, place]) => field(id, pick(word, place), () => this.askAlong()));
    this.rowOf = new Map(this.words.map((word, row) => [word, row]));
    await this.load(this.about.maps[0]);
    await this.search(this.field.value);
    await this.askAnalogy();
    await this.askAlong();
  }

  async load(map) {
    find("map-note").textContent = "Laying out …";
    try {
      const laidOut = await points("/api/words/map", { id: map.id });
      if (find("word-map").value !== map.id) {
        return;
      }
      this.points = laidOut;
      this.pointOf = new Map([...this.points.rows].map((row, point) => [row, point]));
      this.map.set(this.points, map.axes);
      fillLegend(find("words-legend"), this.points, (place) => this.map.showOnly(place));
      find("map-note").textContent = map.note;
      this.markWords([this.field.value]);
    } catch (problem) {
      find("map-note").textContent = "";
      this.fail(problem);
    }
  }

  wordOf(point) {
    return this.words[this.points.rows[point]];
  }

  // Names the word at the cross.
  name(x, y) {
    const point = this.map.pointAt(...this.map.view.toScreen(x, y), 40);
    if (point >= 0) {
      find("near-problem").textContent = `On the map: ${shown(this.wordOf(point), mostLetters)}`;
    }
  }

  search(word) {
    this.field.value = word;
    return this.askNear(word);
  }

  askAnalogy() {
    return this.askAnalogyOf(...this.analogy.map((field) => field.value));
  }

  askAlong() {
    return this.askAlongOf(...this.ends.map((field) => field.value), find("among").value);
  }

  showNear(answers, word) {
    showTables(find("near"), metrics, answers, (other) => this.search(other));
    this.markWords([word, ...answers[0].map((neighbour) => neighbour.word)]);
  }

  // The first one has a name even where there is no room.
  markWords(words) {
    const marks = words.map((word, place) => ({ point: this.pointOf.get(this.rowOf.get(word)), letter: place === 0 ? shown(word, mostOnMap) : "" }));
    this.map.mark(marks.filter(({ point }) => point !== undefined));
  }

  showAlong(words) {
    const places = words.map(({ score }) => score);
    const [least, most] = [Math.min(...places), Math.max(...places)];
    find("along").replaceChildren(...words.map(({ word, score }) => {
      const item = document.createElement("li");
      const bar = document.createElement("span");
      bar.className = "share";
      bar.style.setProperty("--share", `${(100 * (score - least)) / (most - least || 1)}%`);
      const isEnd = this.ends.some((field) => field.value === word);
      item.append(wordButton(word, (other) => this.search(other)), bar, number(score.toFixed(2)));
      item.classList.toggle("end", isEnd);
      return item;
    }));
  }

  refuse(where, problem) {
    const text = find(`${where}-problem`);
    text.textContent = problem?.message ?? "";
    text.classList.toggle("wrong", problem !== null);
  }
}

// A table for each way of measuring.
function showTables(element, kinds, answers, choose) {
  element.replaceChildren(...answers.map((neighbours, place) => {
    const table = document.createElement("table");
    const caption = table.createCaption();
    caption.textContent = kinds[place][1];
    const body = table.createTBody();
    for (const { word, score } of neighbours) {
      const row = body.insertRow();
      row.insertCell().append(wordButton(word, choose));
      row.insertCell().append(number(Math.abs(score) < 1000 ? score.toFixed(3) : score.toExponential(1)));
    }
    return table;
  }));
}

function wordButton(word, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "word";
  button.textContent = shown(word, mostLetters);
  button.title = shown(word);
  button.addEventListener("click", () => choose(word));
  return button;
}

function number(text) {
  const cell = document.createElement("span");
  cell.className = "number";
  cell.textContent = text.replace("-", "−");
  return cell;
}
