/** Takes the focus to the heading of the view; the element that had it disappears, and the focus would be lost. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
