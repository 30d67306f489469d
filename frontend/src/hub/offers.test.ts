import { expect, test } from "vitest";

import { offersTold } from "./offers";

test("each service is told with its first price, else with what there is, and never as markup", () => {
  const told = offersTold("<b>Pôle</b>", [
    { title: "Vélos", things: "8 × Vélos", hours: "24/7", prices: ["Plein : 1 € jusqu'à 1 h, 2 € au-delà", "Solidaire : 0,50 €"] },
    { title: "Abri", things: "20 × Places", hours: "24/7", prices: [] },
  ]);
  expect(told.querySelector("strong")?.textContent).toBe("<b>Pôle</b>");
  expect([...told.querySelectorAll("li")].map((line) => line.textContent)).toEqual([
    "Vélos – Plein : 1 € jusqu'à 1 h, …",
    "Abri – 20 × Places",
  ]);
});

test("a map has room for a few services", () => {
  const offers = [..."abcdef"].map((title) => ({ title, things: "", hours: "", prices: ["1 €"] }));
  const told = offersTold("Pôle", offers);
  expect(told.querySelectorAll("li")).toHaveLength(4);
  expect(offersTold("Pôle", offers, 2).querySelectorAll("li")).toHaveLength(2);
  expect(told.textContent).toMatch(/…$/);
});
