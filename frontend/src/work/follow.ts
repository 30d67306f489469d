// Follow long work by what its server sends; where the news stop coming, the page is loaded again now and then, as it is
// where no script runs.

interface Job {
  state: string;
  step: string;
  done: number;
  total: number | null;
}

export const AGAIN_MS = 5000;

/** Show how far a job is. */
export function show(far: HTMLProgressElement, job: Job): void {
  const state = document.querySelector<HTMLElement>("#state");
  if (state?.dataset.running && job.state === "running" && !state.textContent?.startsWith(state.dataset.running)) {
    state.textContent = state.dataset.running;
  }
  const step = document.querySelector<HTMLElement>("#step");
  if (step) step.textContent = (JSON.parse(step.dataset.steps ?? "{}") as Record<string, string>)[job.step] ?? "";
  const figures = document.querySelector<HTMLElement>("#figures");
  if (!job.total) {
    // Nobody knows how long this step takes: the bar moves without telling how far.
    far.removeAttribute("value");
    if (figures) figures.textContent = "";
    return;
  }
  far.max = job.total;
  far.value = Math.min(job.done, job.total);
  if (figures) figures.textContent = `${far.value}\u00a0/\u00a0${far.max}`;
}

/** Follow the job of a progress bar; `ended` is called when there is something else to see. */
export function follow(far: HTMLProgressElement, ended: () => void): void {
  const news = new EventSource(far.dataset.events ?? "");
  news.addEventListener("progress", (event) => show(far, JSON.parse((event as MessageEvent<string>).data) as Job));
  news.addEventListener("end", () => {
    news.close();
    ended();
  });
  news.addEventListener("error", () => {
    // The browser tries again by itself unless it was told not to.
    if (news.readyState === EventSource.CLOSED) setTimeout(ended, AGAIN_MS);
  });
}
