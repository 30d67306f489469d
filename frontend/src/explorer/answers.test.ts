import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { afterQuiet, areasOf, Asker, place, type Regions } from "./answers";

const AREAS = '{"type":"FeatureCollection","features":[]}';
const page = (sentence: string): string =>
  `<div id="new-sentence"><p>${sentence}</p></div>
   <div id="new-legend">within</div>
   <div id="new-details"><details><summary>Jobs</summary>why</details>
   <script type="application/json" id="areas">${AREAS}</script></div>`;

describe("an answer", () => {
  let regions: Regions;
  beforeEach(() => {
    document.body.innerHTML = '<div id="sentence"></div><div id="legend"></div><div id="details"></div>';
    regions = {
      sentence: document.querySelector("#sentence") as HTMLElement,
      legend: document.querySelector("#legend") as HTMLElement,
      details: document.querySelector("#details") as HTMLElement,
    };
  });

  it("goes where it belongs and brings its areas", () => {
    expect(place(regions, page("12 jobs"))).toEqual(JSON.parse(AREAS));
    expect(regions.sentence.textContent).toContain("12 jobs");
    expect(regions.legend.textContent).toBe("within");
    expect(areasOf(regions.details)).not.toBeNull();
  });

  it("leaves open what the reader had opened", () => {
    place(regions, page("12 jobs"));
    regions.details.querySelector("details")?.setAttribute("open", "");
    place(regions, page("13 jobs"));
    expect(regions.details.querySelector("details")?.hasAttribute("open")).toBe(true);
  });

  it("without areas clears them", () => {
    expect(place(regions, '<div id="new-sentence">no</div><div id="new-details"></div>')).toBeNull();
  });
});

describe("asking", () => {
  it("sends what is asked in the body", async () => {
    const fetching = vi.fn(async () => new Response("found"));
    const fields = new FormData();
    fields.set("at", "43.29651,5.36978");
    expect(await new Asker("/fr/explorer/answer", fetching as typeof fetch).ask(fields)).toBe("found");
    const [address, options] = fetching.mock.calls[0] as unknown as [string, RequestInit];
    expect(address).toBe("/fr/explorer/answer");
    expect(options.method).toBe("POST");
    expect(options.body).toBe(fields);
  });

  it("forgets a question that a newer one replaced", async () => {
    let first = true;
    const fetching = (_: unknown, options?: RequestInit): Promise<Response> => {
      if (!first) return Promise.resolve(new Response("second"));
      first = false;
      return new Promise((_, reject) => options?.signal?.addEventListener("abort", () => reject(new Error("aborted"))));
    };
    const asker = new Asker("/x", fetching as typeof fetch);
    const both = [asker.ask(new FormData()), asker.ask(new FormData())];
    expect(await Promise.all(both)).toEqual([null, "second"]);
  });

  it("tells of a server that fails", async () => {
    const fetching = async (): Promise<Response> => new Response("", { status: 500 });
    await expect(new Asker("/x", fetching as typeof fetch).ask(new FormData())).rejects.toThrow("500");
  });
});

describe("waiting for quiet", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs once for many changes", () => {
    const run = vi.fn();
    const changed = afterQuiet(run, 100);
    changed();
    vi.advanceTimersByTime(60);
    changed();
    vi.advanceTimersByTime(99);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
