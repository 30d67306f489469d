// What scripts say, from the same catalogues as the server's pages.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

export type Say = (id: string, values?: Record<string, FluentVariable>) => string;

const LOCALES: Record<string, string> = { fr: "fr-FR", en: "en-GB" };

/** A function that says messages of a catalogue's text. An unknown message is a fault of ours and throws. */
export function sayer(lang: string, text: string): Say {
  const bundle = new FluentBundle(LOCALES[lang] ?? lang, { useIsolating: false });
  bundle.addResource(new FluentResource(text));
  return (id, values) => {
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`There is no message '${id}' in '${lang}'.`);
    return typeset(lang, bundle.formatPattern(pattern, values ?? {}));
  };
}

/** A text with the spaces that its language wants: in French none of those before `: ; ? ! %` and inside « » breaks. */
export function typeset(lang: string, text: string): string {
  if (lang !== "fr") return text;
  const spoken = text.replace(/(?<=[A-Za-zÀ-ÖØ-öø-ÿŒœ])'(?=[A-Za-zÀ-ÖØ-öø-ÿŒœ0-9«])/g, "\u2019");
  return spoken.replace(/ (?=»|[:;?!%](?:[\s»).,]|$))/g, "\u00a0").replaceAll("« ", "«\u00a0");
}

/** A number as the language writes it, with no more digits than are meant. */
export function figure(lang: string, value: number, digits = 0): string {
  return new Intl.NumberFormat(LOCALES[lang] ?? lang, { maximumFractionDigits: digits }).format(value);
}
