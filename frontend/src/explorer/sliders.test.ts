import { beforeEach, describe, expect, it, vi } from "vitest";

import { addSliders, clockMinutes, clockText, SCALES } from "./sliders";

describe("times of day", () => {
  it.each([0, 30, 450, 1410])("come back (%d)", (minutes) => expect(clockMinutes(clockText(minutes))).toBe(minutes));
  it("are not read from anything else", () => expect(clockMinutes("half past")).toBeNaN());
});

describe("sliders", () => {
  let form: HTMLFormElement;
  beforeEach(() => {
    document.body.innerHTML = `<form>
      <label for="minutes">Time</label><input id="minutes" name="minutes" type="number" value="45">
      <label for="there">Departure</label><input id="there" name="there" type="time" value="08:00">
      <label for="budget">Budget</label><input id="budget" name="budget" type="number" value="">
    </form>`;
    form = document.querySelector("form") as HTMLFormElement;
  });

  const slider = (name: string): HTMLInputElement =>
    document.querySelector(`#${name} + input[type=range]`) as HTMLInputElement;

  it("begin where the field stands and have its name", () => {
    addSliders(form, (label) => `${label} (slider)`, () => undefined);
    expect(slider("minutes").value).toBe("45");
    expect(slider("there").value).toBe("480");
    expect(slider("budget").value).toBe(String(SCALES.budget?.max));
    expect(slider("minutes").getAttribute("aria-label")).toBe("Time (slider)");
  });

  it("write into the field and tell of it", () => {
    const changed = vi.fn();
    addSliders(form, String, changed);
    slider("there").value = "1080";
    slider("there").dispatchEvent(new Event("input"));
    expect((form.elements.namedItem("there") as HTMLInputElement).value).toBe("18:00");
    slider("budget").value = "310";
    slider("budget").dispatchEvent(new Event("input"));
    expect((form.elements.namedItem("budget") as HTMLInputElement).value).toBe("");
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it("follow the field", () => {
    addSliders(form, String, () => undefined);
    const field = form.elements.namedItem("minutes") as HTMLInputElement;
    field.value = "60";
    field.dispatchEvent(new Event("input"));
    expect(slider("minutes").value).toBe("60");
  });
});
