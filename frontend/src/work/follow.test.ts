import { beforeEach, describe, expect, it, vi } from "vitest";

import { AGAIN_MS, follow, show } from "./follow";

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static last: Source;
  readyState = 1;
  closed = false;
  constructor(readonly address: string) {
    super();
    Source.last = this;
  }
  close(): void {
    this.closed = true;
  }
  say(name: string, job: object): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(job) }));
  }
}

function bar(): HTMLProgressElement {
  const found = document.querySelector("progress");
  if (!found) throw new Error("no bar");
  return found;
}

beforeEach(() => {
  document.body.innerHTML =
    '<p id="state" data-running="En cours">En attente. Deux avant.</p><progress data-events="/e"></progress><span id="figures"></span><span id="step" data-steps=\'{"reach": "Temps de trajet"}\'></span>';
  vi.stubGlobal("EventSource", Source);
  vi.useFakeTimers();
});

describe("a page that waits", () => {
  it("moves its bar as the work does", () => {
    show(bar(), { state: "running", step: "reach", done: 3, total: 4 });
    expect(document.querySelector("#step")?.textContent).toBe("Temps de trajet");
    expect([bar().value, bar().max]).toEqual([3, 4]);
    expect(document.querySelector("#figures")?.textContent).toBe("3\u00a0/\u00a04");
    expect(document.querySelector("#state")?.textContent).toBe("En cours");
  });

  it("says nothing of figures that are not known", () => {
    show(bar(), { state: "queued", step: "", done: 0, total: null });
    expect(document.querySelector("#state")?.textContent).toContain("En attente");
    show(bar(), { state: "running", step: "reach", done: 1, total: 2 });
    show(bar(), { state: "running", step: "unheard of", done: 0, total: null });
    expect(bar().hasAttribute("value")).toBe(false);
    expect(document.querySelector("#step")?.textContent).toBe("");
    expect(document.querySelector("#figures")?.textContent).toBe("");
  });

  it("is loaded again once, when the work has ended", () => {
    const ended = vi.fn();
    follow(bar(), ended);
    expect(Source.last.address).toBe("/e");
    Source.last.say("progress", { state: "running", done: 9, total: 4 });
    expect(bar().value).toBe(4);
    expect(ended).not.toHaveBeenCalled();
    Source.last.say("end", { state: "done", done: 4, total: 4 });
    expect(ended).toHaveBeenCalledOnce();
    expect(Source.last.closed).toBe(true);
  });

  it("is loaded again after a while where the news stop coming", () => {
    const ended = vi.fn();
    follow(bar(), ended);
    Source.last.dispatchEvent(new Event("error"));
    vi.advanceTimersByTime(AGAIN_MS * 2);
    expect(ended).not.toHaveBeenCalled();
    Source.last.readyState = Source.CLOSED;
    Source.last.dispatchEvent(new Event("error"));
    vi.advanceTimersByTime(AGAIN_MS);
    expect(ended).toHaveBeenCalledOnce();
  });
});
