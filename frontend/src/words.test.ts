import { describe, expect, it } from "vitest";

import { figure, sayer, typeset } from "./words";

describe("words", () => {
  const say = sayer("fr", "hello = Bonjour { $name }\njobs = { $count ->\n    [one] un emploi\n   *[other] { $count } emplois\n }");

  it("fills in values", () => expect(say("hello", { name: "Inès" })).toBe("Bonjour Inès"));
  it("counts as French does", () => {
    expect(say("jobs", { count: 0 })).toBe("un emploi");
    expect(say("jobs", { count: 1200 })).toBe("1\u202f200 emplois");
  });
  it("keeps French signs with their word", () => {
    expect(typeset("fr", "Qui ? « loin », dit-on : 5 %.")).toBe("Qui\u00a0? «\u00a0loin\u00a0», dit-on\u00a0: 5\u00a0%.");
    expect(typeset("en", "« so »")).toBe("« so »");
  });
  it("throws for a message that nobody wrote", () => expect(() => say("missing")).toThrow("missing"));
  it("writes numbers as each language does", () => {
    expect(figure("fr", 12345.6)).toBe("12\u202f346");
    expect(figure("en", 12345.6, 1)).toBe("12,345.6");
  });
});
