// What a hub offers, told beside its mark on the map: texts of the server, never markup.

export interface Offer {
  title: string;
  things: string;
  hours: string;
  prices: readonly string[];
}

/** Services told on the map; a table on the page tells all of them, with all their prices. */
const MOST = 4;

/** The name of the hub and a line for each service: how its first price begins, else what there is. */
export function offersTold(title: string, offers: readonly Offer[], most = MOST): HTMLElement {
  const told = document.createElement("div");
  told.className = "told-here";
  const name = document.createElement("strong");
  name.textContent = title;
  const list = document.createElement("ul");
  for (const offer of offers.slice(0, most)) {
    const line = document.createElement("li");
    const what = document.createElement("b");
    what.textContent = offer.title;
    line.append(what, ` – ${begun(offer.prices[0]) ?? offer.things}`);
    list.append(line);
  }
  told.append(name, list);
  if (offers.length > most) told.append("…");
  return told;
}

/** What a price says first, of those that have steps: "1 € up to 1 h, …". */
function begun(price: string | undefined): string | undefined {
  const [first, ...rest] = price?.split(", ") ?? [];
  return rest.length ? `${first}, …` : first;
}
