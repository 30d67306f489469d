// What was written down on this device, kept in its own database until the server says that it has it.

export interface Item {
  id: string;
  workshop: string;
  seat: string;
  kind: string;
  said: string;
  motive: string;
  language: string;
}

const STORE = "said";

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Statements of this device. */
export class Shelf {
  private constructor(private readonly base: IDBDatabase) {}

  static async open(): Promise<Shelf> {
    const asked = indexedDB.open("portee-workshops", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    return new Shelf(await done(asked));
  }

  /** Keep one; the same id twice is one. Resolves once it is on the disk. */
  put(item: Item): Promise<void> {
    const change = this.base.transaction(STORE, "readwrite", { durability: "strict" });
    change.objectStore(STORE).put(item);
    return new Promise((resolve, reject) => {
      change.oncomplete = () => resolve();
      change.onerror = () => reject(change.error);
      change.onabort = () => reject(change.error);
    });
  }

  async of(workshop: string): Promise<Item[]> {
    const all = await done<Item[]>(this.base.transaction(STORE).objectStore(STORE).getAll());
    return all.filter((item) => item.workshop === workshop);
  }

  async drop(ids: readonly string[]): Promise<void> {
    const change = this.base.transaction(STORE, "readwrite");
    for (const id of ids) change.objectStore(STORE).delete(id);
    await new Promise<void>((resolve, reject) => {
      change.oncomplete = () => resolve();
      change.onerror = () => reject(change.error);
    });
  }
}

/** An id that no other device draws. */
export function drawnId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
