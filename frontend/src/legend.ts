// Keys of a map: each colour with its words.

/** Colour, words. */
export type Row = readonly [string, string];

/** Put the rows of a key in the place of those before. */
export function colours(list: Element | null, rows: readonly Row[]): void {
  list?.replaceChildren(
    ...rows.map(([colour, text]) => {
      const row = document.createElement("li");
      const dot = document.createElement("i");
      dot.style.background = colour;
      row.append(dot, text);
      return row;
    }),
  );
}
