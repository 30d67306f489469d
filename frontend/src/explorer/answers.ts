// Answers of the server put in their places. The question goes in the body of a request: where exactly somebody asks
// from is in no address and in no log.

export interface Regions {
  sentence: HTMLElement;
  legend: HTMLElement;
  details: HTMLElement;
}

/** Put an answer's parts where they belong; the areas to draw, null when there are none. */
export function place(regions: Regions, html: string): GeoJSON.FeatureCollection | null {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const opened = [...regions.details.querySelectorAll("details[open] > summary")].map((item) => item.textContent);
  for (const [name, target] of Object.entries(regions) as [string, HTMLElement][]) {
    const found = parsed.querySelector(`#new-${name}`);
    if (found) target.replaceChildren(...found.childNodes);
  }
  // What the reader had opened stays open.
  for (const summary of regions.details.querySelectorAll("details > summary")) {
    if (opened.includes(summary.textContent)) summary.parentElement?.setAttribute("open", "");
  }
  return areasOf(regions.details);
}

/** The areas that an answer carries. */
export function areasOf(details: HTMLElement): GeoJSON.FeatureCollection | null {
  const text = details.querySelector("#areas")?.textContent;
  return text ? (JSON.parse(text) as GeoJSON.FeatureCollection) : null;
}

/** Asks for one answer at a time: a newer question takes the place of one that waits. */
export class Asker {
  private waiting: AbortController | null = null;

  constructor(
    private readonly address: string,
    private readonly fetching: typeof fetch = (...given) => fetch(...given),
  ) {}

  /** The answer, or null when a newer question came. Throws when the server cannot be reached. */
  async ask(fields: FormData): Promise<string | null> {
    this.waiting?.abort();
    const mine = new AbortController();
    this.waiting = mine;
    try {
      const answer = await this.fetching(this.address, {
        method: "POST",
        body: fields,
        signal: mine.signal,
        credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return await answer.text();
    } catch (problem) {
      if (mine.signal.aborted) return null;
      throw problem;
    }
  }
}

/** A function that runs once things have been quiet for a while. */
export function afterQuiet(run: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
}
