// Sliders beside the fields of numbers and times that the form has without a script: both tell the same value.

export interface Scale {
  min: number;
  max: number;
  step: number;
  /** The slider's number from what the field holds; NaN when it holds nothing. */
  read(text: string): number;
  /** What the field holds from the slider's number. */
  write(value: number): string;
}

/** "07:30" as minutes after midnight. */
export function clockMinutes(text: string): number {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  return found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
}

/** Minutes after midnight as "07:30". */
export function clockText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return `${String(hours).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

const plain = { read: (text: string) => (text.trim() ? Number(text) : Number.NaN), write: String };

export const SCALES: Record<string, Scale> = {
  minutes: { min: 5, max: 90, step: 5, ...plain },
  there: { min: 0, max: 1410, step: 30, read: clockMinutes, write: clockText },
  back: { min: 0, max: 1410, step: 30, read: clockMinutes, write: clockText },
  // The last step stands for no limit.
  budget: {
    min: 0,
    max: 310,
    step: 10,
    read: (text) => (text.trim() ? Number(text) : 310),
    write: (value) => (value >= 310 ? "" : String(value)),
  },
};

/** Put a slider below each field that has a scale; `changed` is told when one is moved. */
export function addSliders(form: HTMLFormElement, label: (name: string) => string, changed: () => void): void {
  for (const [name, scale] of Object.entries(SCALES)) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement)) continue;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = String(scale.min);
    slider.max = String(scale.max);
    slider.step = String(scale.step);
    const given = scale.read(field.value);
    slider.value = String(Number.isNaN(given) ? scale.min : given);
    const written = form.querySelector(`label[for="${field.id}"]`)?.textContent ?? name;
    slider.setAttribute("aria-label", label(written.trim()));
    slider.setAttribute("aria-valuetext", field.value);
    slider.addEventListener("input", () => {
      field.value = scale.write(Number(slider.value));
      slider.setAttribute("aria-valuetext", field.value);
      changed();
    });
    field.addEventListener("input", () => {
      const value = scale.read(field.value);
      if (Number.isNaN(value)) return;
      slider.value = String(value);
      slider.setAttribute("aria-valuetext", field.value);
      changed();
    });
    field.after(slider);
  }
}
