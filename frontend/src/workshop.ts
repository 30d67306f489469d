// The canvas of a workshop: what is said is kept on this device first, then sent; without a network it waits here.
// Each statement has an id drawn here, so that sending again doubles nothing; it leaves when the server says it has it.
// What the server refuses stays here with the reason, until somebody writes it again or erases it.

import { drawnId, type Item, Shelf } from "./workshop/shelf";
import { type Say, sayer } from "./words";

const CATALOGUES = import.meta.glob<string>("../../src/portee/web/words/canvas.*.ftl", {
  query: "?raw",
  import: "default",
});
const AGAIN_MS = 20_000;
const AT_ONCE = 200;

interface Answer {
  kept: string[];
  refused: Record<string, string>;
}

async function start(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("#canvas");
  const state = document.querySelector<HTMLElement>("#state");
  const held = document.querySelector<HTMLElement>("#held");
  if (!form || !state || !held) return;
  const lang = state.dataset.lang ?? "fr";
  const load = CATALOGUES[`../../src/portee/web/words/canvas.${lang}.ftl`];
  if (!load) return;
  const say: Say = sayer(lang, await load());
  const shelf = await Shelf.open();
  const workshop = form.dataset.workshop ?? "";
  const address = new URL(form.action).pathname;
  const refused = new Map<string, string>();
  let sending: Promise<void> | null = null;
  let mending = "";

  const show = async (told: string): Promise<void> => {
    const items = await shelf.of(workshop);
    const turned = items.filter((item) => refused.has(item.id)).length;
    const standing = turned ? say("canvas-some-refused", { count: turned }) : say("canvas-held", { count: items.length });
    state.textContent = told || standing;
    held.replaceChildren(
      ...items.map((item) => {
        const row = document.createElement("li");
        row.textContent = item.said;
        const why = refused.get(item.id);
        if (why !== undefined) {
          const told = document.createElement("p");
          told.className = "wrong";
          told.textContent = say("canvas-refused", { why });
          row.append(told, button("canvas-mend", () => mend(item)));
        }
        row.append(" ", button("canvas-drop", () => void shelf.drop([item.id]).then(() => show(""))));
        return row;
      }),
    );
  };

  const button = (name: string, press: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.className = "second";
    made.type = "button";
    made.textContent = say(name);
    made.addEventListener("click", press);
    return made;
  };

  /** Put a statement back into the form; the old one goes once the new one is on the disk. */
  const mend = (item: Item): void => {
    for (const name of ["seat", "kind", "said", "motive"] as const) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLElement && "value" in field) field.value = item[name];
    }
    mending = item.id;
    (form.elements.namedItem("said") as HTMLTextAreaElement).focus();
  };

  const send = async (): Promise<void> => {
    const items = (await shelf.of(workshop)).filter((item) => !refused.has(item.id)).slice(0, AT_ONCE);
    if (!items.length) return show("");
    try {
      const asked = await fetch(`${address}/token`, { cache: "no-store" });
      if (asked.status === 401) return show(say("canvas-sign-in", { count: items.length }));
      if (!asked.ok) return show(say("canvas-later", { count: items.length }));
      const { csrf } = (await asked.json()) as { csrf: string };
      const answer = await fetch(`${address}/sync`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
        body: JSON.stringify({ items: items.map(({ workshop: _, ...item }) => item) }),
      });
      if (!answer.ok) return show(say("canvas-later", { count: items.length }));
      const told = (await answer.json()) as Answer;
      for (const [id, why] of Object.entries(told.refused)) refused.set(id, why);
      await shelf.drop(told.kept);
      const all = told.kept.length > 0 && Object.keys(told.refused).length === 0;
      await show(all ? say("canvas-sent", { count: told.kept.length }) : "");
    } catch {
      await show(say("canvas-offline", { count: items.length }));
    }
  };
  const sync = (): void => {
    // One at a time, and once more when something came meanwhile.
    sending = (sending ?? Promise.resolve()).then(send);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = (name: string) => String(new FormData(form).get(name) ?? "").trim();
    const item: Item = {
      id: drawnId(),
      workshop,
      seat: text("seat"),
      kind: text("kind"),
      said: text("said"),
      motive: text("motive"),
      language: text("language"),
    };
    void shelf.put(item).then(
      async () => {
        if (mending) await shelf.drop([mending]);
        mending = "";
        (form.elements.namedItem("said") as HTMLTextAreaElement).value = "";
        sync();
      },
      () => void show(say("canvas-full")),
    );
  });
  addEventListener("online", sync);
  setInterval(sync, AGAIN_MS);
  await show("");
  sync();
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker.register(`/${lang}/workshops/worker.js`, { scope: `/${lang}/workshops` });
    const ready = await navigator.serviceWorker.ready;
    const files = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
    const own = files.filter((path) => path.startsWith("/static/"));
    ready.active?.postMessage({ keep: [location.pathname, ...own] });
    navigator.serviceWorker.addEventListener("message", () => {
      document.documentElement.dataset.ready = "workshop";
    });
  } else {
    document.documentElement.dataset.ready = "workshop";
  }
}

void start();
