/** Takes the focus to the heading of the view; what had it is on its way out, and the focus would fall out of the page. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
