// Starts the page: what there is to explore, the tabs, and where problems are told.

import { json, Refused } from "./api.js";
import { CodesPanel } from "./codes.js";
import { WordsPanel } from "./words.js";

const find = (id) => document.getElementById(id);
const tabs = ["codes", "words"];

function fail(problem) {
  const text = find("failure");
  text.hidden = problem === null;
  if (problem === null) {
    return;
  }
  text.textContent = problem instanceof Refused ? problem.message : `The server does not answer: ${problem.message}`;
  if (!(problem instanceof Refused) && !(problem instanceof TypeError)) {
    throw problem;
  }
}

let words = null;

function select(name, focus) {
  for (const other of tabs) {
    const tab = find(`tab-${other}`);
    const isSelected = other === name;
    tab.setAttribute("aria-selected", String(isSelected));
    tab.tabIndex = isSelected ? 0 : -1;
    find(`panel-${other}`).hidden = !isSelected;
    if (isSelected && focus) {
      tab.focus();
    }
  }
  history.replaceState(null, "", `#${name}`);
  if (name === "words" && words && !words.isStarted) {
    words.isStarted = true;
    words.start().then(() => { document.body.dataset.words = "ready"; }, fail);
  }
}

for (const name of tabs) {
  const tab = find(`tab-${name}`);
  tab.addEventListener("click", () => select(name));
  tab.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const place = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : way ? (tabs.indexOf(name) + way + tabs.length) % tabs.length : -1;
    if (place >= 0) {
      event.preventDefault();
      select(tabs[place], true);
    }
  });
}

try {
  const about = await json("/api/about");
  const codes = new CodesPanel(about.codes, fail);
  words = new WordsPanel(about.words, fail);
  globalThis.explorer = { codes, words };
  select(location.hash === "#words" ? "words" : "codes");
  await codes.load(about.codes.planes[0]);
  document.body.dataset.codes = "ready";
} catch (problem) {
  fail(problem);
}
