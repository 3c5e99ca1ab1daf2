/** What one request has read already, so that equal questions of it are answered once. */
export class RequestMemory {
  readonly #kept = new Map<string, unknown>();

  /** What `make` made when it was first called under that name, also while it is a promise. */
  once<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, make());
    // A name belongs to one maker, and with it to one type.
    return this.#kept.get(name) as T;
  }

  /** Called before something changes what is stored. */
  forget(): void {
    this.#kept.clear();
  }
}
