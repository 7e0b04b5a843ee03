// Questions to the server, and how its replies are read.

/** What the server says about a question that it does not answer. */
export class Refused extends Error {}

async function reply(path, parameters, options) {
  const query = new URLSearchParams(parameters).toString();
  const response = await fetch(query ? `${path}?${query}` : path, options);
  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    throw new Refused(problem?.detail ?? `The server answered ${response.status}.`);
  }
  return response;
}

/** A reply in JSON. */
export async function json(path, parameters = {}) {
  return (await reply(path, parameters)).json();
}

/** A reply of float values. */
export async function floats(path, parameters = {}, body = null) {
  const options = body ? { method: "POST", body: Float32Array.from(body) } : undefined;
  return new Float32Array(await (await reply(path, parameters, options)).arrayBuffer());
}

/** Points: two values each, their rows, their classes, and the classes' names. */
export async function points(path, parameters) {
  const buffer = await (await reply(path, parameters)).arrayBuffer();
  const length = new DataView(buffer).getInt32(0, true);
  const about = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = 4 + length;
  return {
    names: about.names,
    count: about.count,
    places: new Float32Array(buffer, start, 2 * about.count),
    rows: new Int32Array(buffer, start + 8 * about.count, about.count),
    classes: new Uint8Array(buffer, start + 12 * about.count, about.count),
  };
}

/**
 * Asks one question at a time: while an answer is awaited only the last of the further questions is kept, so that dragging asks as fast as answers
 * come and ends with the last place. fail(problem) is told of what went wrong, and of null once it goes well. isBusy() tells whether an answer is awaited.
 */
export function latest(ask, use, fail) {
  let isAsking = false;
  let next = null;
  question.isBusy = () => isAsking;
  return question;

  async function question(...asked) {
    if (isAsking) {
      next = asked;
      return;
    }
    isAsking = true;
    try {
      for (let now = asked; now; ) {
        next = null;
        try {
          const answer = await ask(...now);
          if (answer !== undefined) {
            use(answer, ...now);
            fail(null);
          }
        } catch (problem) {
          fail(problem);
        }
        now = next;
      }
    } finally {
      isAsking = false;
    }
  }
}
